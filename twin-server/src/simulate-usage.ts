/** How `simulate` is called. */
export const SIMULATE_USAGE =
  'simulate --devices N --rate R --seconds S [--alarms R] [--url mqtt://HOST:PORT] [--json]';
