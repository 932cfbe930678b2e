export { BLOCK_MAGIC, type Block, type BlockArray, decodeBlock, encodeBlock } from './codec.ts';
export { applyFrame, decodeFrame, encodeFrame, type Frame } from './frame.ts';
export * from './protocol.ts';
export { decodeSnapshot, encodeSnapshot } from './snapshot.ts';
