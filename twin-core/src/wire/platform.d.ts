// The two classes of the WHATWG Encoding standard that every platform of ours has; core compiles without DOM and Node types.
declare class TextEncoder {
  encode(input: string): Uint8Array<ArrayBuffer>;
}
declare class TextDecoder {
  decode(input: Uint8Array): string;
}
