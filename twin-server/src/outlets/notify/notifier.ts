import type { ActionResult } from 'twin-core';
import { reasonOf } from '../../problem.ts';
import type { Notice } from './notice.ts';
import { type Receiver, wayOf } from './receiver.ts';
import type { Sending } from './way.ts';

/** Of what went wrong so much is kept. */
const MOST_DETAIL = 200;
const MAIL_ADDRESS = /[^\s<>"']+@[^\s<>"']+/g;

/** Tells receivers of alarms. */
export class Notifier {
  readonly #sending: Sending;

  constructor(sending: Sending) {
    this.#sending = sending;
  }

  /** What became of it; nothing in the result is secret or about a person, for it is journaled. */
  async tell(receiver: Receiver, notice: Notice): Promise<ActionResult> {
    const { id, address, secrets, language } = receiver;
    try {
      await wayOf(receiver).send(notice, { address, secrets, language }, this.#sending);
      return { target: id, ok: true, detail: null };
    } catch (cause) {
      return { target: id, ok: false, detail: detailOf(cause, Object.values(secrets)) };
    }
  }
}

function detailOf(cause: unknown, secrets: readonly unknown[]): string {
  let reason = reasonOf(cause).replace(MAIL_ADDRESS, '…');
  for (const secret of secrets) if (typeof secret === 'string') reason = reason.replaceAll(secret, '…');
  return reason.slice(0, MOST_DETAIL);
}
