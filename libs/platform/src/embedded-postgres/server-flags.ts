export interface ServerFlagsOptions {
  clusterDir: string;
  port: number;
  extra: readonly string[];
}

/**
 * Settings of the embedded server, sized for a machine with 2 GB to spare. They are given on the command line, so
 * that a new release brings its own and an existing cluster needs no migration of `postgresql.conf`.
 */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  // No socket file: the shared /tmp is open to every user of the machine.
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] %q%d ',
  // The default of 0 s would write two lines per checkpoint for ever.
  log_checkpoints: 'off',
  cluster_name: 'oracle-integration',
  password_encryption: 'scram-sha-256',
  max_connections: '100',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  fsync: 'on',
  synchronous_commit: 'on',
};

/** The command line of `postgres`; `extra` comes last and wins. */
export function serverFlags({ clusterDir, port, extra }: ServerFlagsOptions): string[] {
  const settings = Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return ['-D', clusterDir, '-p', String(port), ...settings, ...extra];
}
