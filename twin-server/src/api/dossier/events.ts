import { type Label, type LinkedAction, type TwinEvent, upcast } from 'twin-core';
import type { ContentOf } from 'twin-core/dossier';
import { LIVE_BRANCH } from '../../journal/branch.ts';
import type { ListedAlarm } from '../alarm-view.ts';
import type { ApiDeps } from '../deps.ts';
import type { Subject } from './subject.ts';

const MOST_EVENTS = 1_000;
/** What the server notes for itself. */
const UNTOLD = ['timer.set', 'timer.cleared', 'device.registered', 'wall.changed'];

interface Row {
  readonly seq: number;
  readonly ordinal: number;
  readonly recordedAt: number;
  readonly kind: string;
  readonly version: number;
  readonly device: string | null;
  readonly alarm: string | null;
  readonly body: unknown;
}

/** The journal's entries about the alarms and their devices, or, for a span, all; in the order of the journal. */
export async function gatherEvents(
  deps: ApiDeps,
  { alarm, alarms, from, to }: Subject,
): Promise<{ events: ContentOf<'event'>[]; leftOut: ContentOf<'leftOut'>[] }> {
  const { rows } = await deps.pool.query<Row>(
    `SELECT seq::float8 AS seq, ordinal, (extract(epoch FROM recorded_at) * 1000)::float8 AS "recordedAt",
            kind, version, device, alarm, body
     FROM journal
     WHERE site = $1 AND branch = $2 AND recorded_at >= $3 AND recorded_at <= $4
       AND day >= ($3::timestamptz AT TIME ZONE 'UTC')::date AND day <= ($4::timestamptz AT TIME ZONE 'UTC')::date
       AND ($5 OR alarm = ANY($6) OR device = ANY($7)) AND kind <> ALL($8)
     ORDER BY seq, ordinal LIMIT $9`,
    [
      deps.site,
      LIVE_BRANCH,
      new Date(from),
      new Date(to),
      alarm === null,
      alarms.map(({ id }) => id),
      alarms.map(({ device }) => device),
      UNTOLD,
      MOST_EVENTS + 1,
    ],
  );
  const labels = new EventLabels(deps, alarms);
  const events = rows.slice(0, MOST_EVENTS).map(({ kind, version, body, ...at }): ContentOf<'event'> => {
    const event = upcast(kind, version, body);
    return { kind: 'event', ...at, ...labels.of(event, at.device), event: { ...event } };
  });
  const leftOut = { kind: 'leftOut', what: 'events', count: null, reason: 'limit' } as const;
  return { events, leftOut: rows.length > MOST_EVENTS ? [leftOut] : [] };
}

/** What events have codes for, in both languages: alarm kinds, steps and their answers, commands, reports. */
class EventLabels {
  readonly #deps: ApiDeps;
  readonly #codes: Map<string, string>;
  readonly #asked = new Map<string, Label | null>();

  constructor(deps: ApiDeps, alarms: readonly ListedAlarm[]) {
    this.#deps = deps;
    this.#codes = new Map(alarms.map(({ id, code }) => [id, code]));
  }

  of(event: TwinEvent, device: string | null): { label: Label | null; answer: Label | null } {
    const { catalogue, registry } = this.#deps;
    const plain = (label: Label | null | undefined) => ({ label: label ?? null, answer: null });
    switch (event.kind) {
      case 'alarm.raised':
        this.#codes.set(event.id, event.code);
        return plain(catalogue.rule(event.code)?.label);
      case 'alarm.handled':
        return event.step === null ? plain(this.#kindOf(event.id)) : this.#step(event.id, event.step, event.answer);
      case 'alarm.stepOverdue':
        return this.#step(event.id, event.step, null);
      case 'action.asked': {
        const label = this.#deed(event.action, event.device);
        this.#asked.set(event.id, label);
        return plain(label);
      }
      case 'action.ended':
        return plain(this.#asked.get(event.id));
      case 'device.reported': {
        const kind = registry.device(device ?? '')?.kind;
        const rules = kind === undefined ? [] : (catalogue.kind(kind)?.rules ?? []);
        return plain(rules.find(({ when }) => 'event' in when && when.event === event.type)?.label);
      }
      default:
        return plain('id' in event ? this.#kindOf(event.id) : null);
    }
  }

  #kindOf(alarm: string): Label | null {
    return this.#deps.catalogue.rule(this.#codes.get(alarm) ?? '')?.label ?? null;
  }

  #step(alarm: string, step: string, answer: string | null): { label: Label | null; answer: Label | null } {
    const procedure = this.#deps.catalogue.procedureFor(this.#codes.get(alarm) ?? '');
    const declared = procedure?.steps.find(({ id }) => id === step);
    const answered = declared?.answers?.find(({ name }) => name === answer);
    return { label: declared?.label ?? null, answer: answered?.label ?? null };
  }

  #deed(action: Extract<TwinEvent, { kind: 'action.asked' }>['action'], device: string | null): Label | null {
    const { catalogue, registry } = this.#deps;
    if (action.do === 'order') {
      const kind = registry.device(device ?? '')?.kind;
      return (kind && catalogue.kind(kind)?.kind.commands?.[action.command]?.label) || null;
    }
    return linkedLabel(action, (kind, command) => catalogue.kind(kind)?.kind.commands?.[command]?.label);
  }
}

function linkedLabel(
  action: LinkedAction,
  commandOf: (kind: string, command: string) => Label | undefined,
): Label | null {
  if (action.do === 'command') {
    for (const kind of action.kinds) {
      const label = commandOf(kind, action.command);
      if (label) return label;
    }
  }
  return action.do === 'broadcast' ? action.text : null;
}
