/** The branch of the log that the site itself writes; drills and what-ifs fork others from it. */
export const LIVE_BRANCH = 0;
