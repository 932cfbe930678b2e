import type { Socket } from 'node:net';
import { reasonOf } from '../../problem.ts';
import { FrameReader, ProtocolFault } from './frame-reader.ts';
import type { MqttLimits } from './limits.ts';

/** A connection cut into packets, which is read only while its owner can take more. */
export class PacketSocket {
  readonly #socket: Socket;
  readonly #frames: FrameReader;
  readonly #owner: PacketSocketOwner;

  constructor(socket: Socket, limits: Pick<MqttLimits, 'maxPayload' | 'maxOtherPacket'>, owner: PacketSocketOwner) {
    this.#socket = socket;
    this.#frames = new FrameReader(limits.maxPayload, limits.maxOtherPacket, owner.firstType);
    this.#owner = owner;
    socket.setNoDelay(true);
    socket.setKeepAlive(true, 60_000);
    socket.on('data', (chunk) => {
      this.#frames.push(chunk);
      this.#owner.onData?.();
      this.process();
    });
    socket.on('error', (cause) => this.#owner.onEnd(reasonOf(cause)));
    socket.on('close', () => this.#owner.onEnd());
  }

  /** Whether the owner could take no more, so that silence of the peer says nothing. */
  get isPaused(): boolean {
    return this.#socket.isPaused();
  }

  /** Bytes written that the peer has not taken. */
  get backlog(): number {
    return this.#socket.writableLength;
  }

  write(bytes: Buffer): void {
    if (this.#socket.writable) this.#socket.write(bytes);
  }

  /** Hands over the packets that are whole, for as long as the owner can take them. */
  process(): void {
    try {
      while (this.#owner.canRead()) {
        const frame = this.#frames.next();
        if (frame === undefined) {
          this.#socket.resume();
          return;
        }
        this.#owner.onFrame(frame);
      }
    } catch (cause) {
      if (!(cause instanceof ProtocolFault)) throw cause;
      this.#owner.onEnd(cause.message);
    }
    this.#socket.pause();
  }

  pause(): void {
    this.#socket.pause();
  }

  /** Closes the connection; what was written still leaves. */
  end(): void {
    this.#socket.destroySoon();
  }
}

/** Whoever speaks over a PacketSocket. */
export interface PacketSocketOwner {
  /** Type of the packet that the peer has to begin with. */
  readonly firstType: number;
  canRead(): boolean;
  /** One whole packet. A ProtocolFault thrown here ends the connection. */
  onFrame(frame: Buffer): void;
  /** Bytes came, whole packets or not. */
  onData?(): void;
  /** The connection is over or has to be; called more than once. */
  onEnd(reason?: string): void;
}
