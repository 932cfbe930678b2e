export function findMosquitto(): string | undefined;
export function findPymodbus(): string | undefined;
export function ensureOutsidePeers(say: (line: string) => void): Promise<void>;
