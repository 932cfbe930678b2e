/** Where each course of this page stood last, epoch ms: one that ended can begin again there. */
export const lastSeen = new Map<string, number>();
