import type { ActionResult, CommandArgs } from 'twin-core';
import { z } from 'zod';
import { parseBody } from '../engines/json-body.ts';

/** A device answers within this, or did not hear. */
const ANSWER_MS = 5_000;

/** The answer of a device: contract, `…/acks`. */
const Ack = z.looseObject({
  id: z.string().min(1).max(200),
  ok: z.boolean(),
  reason: z.string().max(1_000).optional(),
});

/** A way to tell devices something. */
export interface CommandLine {
  /** Resolves with what a device answered, or that it did not in time. The same id again is the same command. */
  tell(id: string, device: string, command: string, args: CommandArgs): Promise<ActionResult>;
}

export interface DeviceLineOptions {
  readonly site: string;
  /** Sends a message down and returns how many took it; rejects when it cannot be sent. */
  readonly publish: (topic: string, payload: Buffer) => Promise<number>;
  readonly now?: () => number;
  readonly answerMs?: number;
}

/** The line down to devices: a command goes out on `…/commands` and is answered on `…/acks`, or times out. */
export class DeviceLine implements CommandLine {
  readonly #options: DeviceLineOptions;
  readonly #waiting = new Map<string, { readonly device: string; readonly answer: (result: ActionResult) => void }>();

  constructor(options: DeviceLineOptions) {
    this.#options = options;
  }

  /** Tells a device something and resolves with its answer. The same id again is the same command: devices obey it once. */
  async tell(id: string, device: string, command: string, args: CommandArgs): Promise<ActionResult> {
    const { site, publish, now = Date.now, answerMs = ANSWER_MS } = this.#options;
    const body = { id, time: new Date(now()).toISOString(), command, args };
    const answered = new Promise<ActionResult>((resolve) => this.#waiting.set(id, { device, answer: resolve }));
    const timer = setTimeout(() => {
      this.#answer(id, { target: device, ok: false, detail: `no answer within ${answerMs / 1000} s` });
    }, answerMs);
    try {
      const taken = await publish(`twin/${site}/${device}/commands`, Buffer.from(JSON.stringify(body)));
      if (taken === 0) return { target: device, ok: false, detail: 'nobody listens for commands to it' };
      return await answered;
    } catch (cause) {
      return { target: device, ok: false, detail: (cause as Error).message };
    } finally {
      clearTimeout(timer);
      this.#waiting.delete(id);
    }
  }

  /** A message on `…/acks` of a device. The reason why it answers nothing, null when it does. */
  heard(device: string, payload: Buffer): string | null {
    const parsed = parseBody(payload);
    if ('reason' in parsed) return parsed.reason;
    const ack = Ack.safeParse(parsed.body);
    if (!ack.success) return 'expected {"id": text, "ok": true or false, "reason"?: text}';
    const { id, ok, reason } = ack.data;
    if (this.#waiting.get(id)?.device !== device) return `no command ${id.slice(0, 100)} to this device is under way`;
    this.#answer(id, { target: device, ok, detail: reason ?? null });
    return null;
  }

  #answer(id: string, result: ActionResult): void {
    this.#waiting.get(id)?.answer(result);
  }
}
