/** Nothing: a number that another step of the schema takes. */
export const sql = 'SELECT 1';
