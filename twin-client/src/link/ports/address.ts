/** The address of an operation of the server's API; what a query leaves undefined is left out. */
export type Address = (path: string, query?: Readonly<Record<string, string | number | undefined>>) => string;
