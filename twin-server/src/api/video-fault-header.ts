/** Why there is no picture, in one word that a page puts into its own language. */
export const FAULT_HEADER = 'Video-Fault';
