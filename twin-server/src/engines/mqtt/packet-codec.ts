import { generate, type Packet, parser } from 'mqtt-packet';
import { ProtocolFault } from './frame-reader.ts';

/** Decodes the whole packets of one connection; MQTT 3.1.1. */
export class PacketDecoder {
  readonly #parser = parser({ protocolVersion: 4 });
  #outcome: Packet | Error | undefined;

  constructor() {
    this.#parser.on('packet', (packet) => {
      this.#outcome = packet;
    });
    this.#parser.on('error', (fault: Error) => {
      this.#outcome = fault;
    });
  }

  /** Throws ProtocolFault for a malformed packet. */
  decode(frame: Buffer): Packet {
    const outcome = this.#parse(frame);
    if (outcome === undefined) throw new ProtocolFault('a malformed packet');
    if (outcome instanceof Error) throw new ProtocolFault(outcome.message, { cause: outcome });
    return outcome;
  }

  #parse(frame: Buffer): Packet | Error | undefined {
    this.#outcome = undefined;
    try {
      this.#parser.parse(frame);
    } catch (cause) {
      // Reading beyond the end of a packet that lies about its lengths.
      return new Error('a malformed packet', { cause });
    }
    return this.#outcome;
  }
}

/** Whether a CONNECT is one of MQTT 3.1.1: name `MQTT`, protocol level 4. */
export function isVersion4(frame: Buffer): boolean {
  let header = 1;
  while ((frame[header] ?? 0) & 0x80) header++;
  return frame.subarray(header + 1, header + 8).equals(VERSION_4);
}

const VERSION_4 = Buffer.from([0, 4, ...Buffer.from('MQTT'), 4]);

/** The bytes of a packet, MQTT 3.1.1. */
export function encodePacket(packet: Packet): Buffer {
  return generate(packet, { protocolVersion: 4 });
}

/** The answers to messages, which are sent by the thousand: four bytes each, as section 3.4 of MQTT 3.1.1 has them. */
export function encodeReply(kind: 'puback' | 'pubrec' | 'pubrel' | 'pubcomp', messageId: number): Buffer {
  return Buffer.from([REPLY_HEADERS[kind], 2, messageId >> 8, messageId & 0xff]);
}

const REPLY_HEADERS = { puback: 0x40, pubrec: 0x50, pubrel: 0x62, pubcomp: 0x70 } as const;
