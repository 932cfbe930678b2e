/** Raw telemetry is kept this long (dictionary §6 row 24); an older observation is refused. */
export const OBSERVATION_RETENTION_MS = 30 * 86_400_000;
