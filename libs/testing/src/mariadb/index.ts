export { copyToMariaDb } from './copy-to-mariadb';
export { describeOnMariaDb } from './describe-on-mariadb';
export { hasMariaDb, type MariaDbServer, startMariaDb } from './start-mariadb';
