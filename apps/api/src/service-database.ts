/** What the service's database is called on the embedded server. */
export const SERVICE_DATABASE = 'oracle_integration';
