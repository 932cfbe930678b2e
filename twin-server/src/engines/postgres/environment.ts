/** The environment PostgreSQL's programs get: neither the caller's PG… variables nor its locale reach them. */
export function postgresEnvironment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, TEMP, LD_LIBRARY_PATH } = process.env;
  return { PATH, SystemRoot, TEMP, LD_LIBRARY_PATH, LC_ALL: 'C', TZ: 'UTC' };
}
