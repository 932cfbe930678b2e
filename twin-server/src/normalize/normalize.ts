import {
  type KindEntry,
  type Normalized,
  type Observation,
  type Reading,
  type Refusal,
  type Report,
  readValue,
} from 'twin-core';
import { z } from 'zod';

/** A device's clock further off than this is not believed for events: the received time is used and flagged. */
const SKEW_LIMIT_MS = 5 * 60_000;
/** Observations further in the future than this are refused. */
const FUTURE_LIMIT_MS = 24 * 3_600_000;
/** Event data beyond this would bloat the journal; key frames and clips go by reference. */
const EVENT_DATA_LIMIT = 4096;

const Instant = z.union([z.number(), z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))], {
  error: 'time: expected epoch milliseconds or ISO 8601 with a zone',
});
const ObservationBody = z.object({ time: Instant, values: z.record(z.string(), z.unknown()) });
const EventBody = z.object({
  id: z.string().min(1).max(128),
  time: Instant,
  type: z.string().min(1).max(128),
  data: z.record(z.string(), z.unknown()).default({}),
});

/** What normalizing needs to know beside the reading. */
export interface NormalizeContext {
  readonly entry: KindEntry;
  /** The event type after the dot if this kind of device may report it. */
  readonly eventType: (type: string) => string | undefined;
  /** Observations older than this are refused, ms. */
  readonly retentionMs: number;
}

/** One message to observations and reports in the twin's units and time. What does not fit is refused with its reason; the rest goes on. */
export function normalize(reading: Reading, context: NormalizeContext): Normalized {
  const refusals: Refusal[] = [];
  const observations: Observation[] = [];
  const reports: Report[] = [];
  const items = Array.isArray(reading.body) ? reading.body : [reading.body];
  for (const item of items) {
    if (reading.channel === 'observations') normalizeObservation(item, reading, context, observations, refusals);
    else normalizeReport(item, reading, context, reports, refusals);
  }
  return { observations, reports, refusals };
}

function normalizeObservation(
  item: unknown,
  reading: Reading,
  context: NormalizeContext,
  observations: Observation[],
  refusals: Refusal[],
): void {
  const plain = plainObservation(item);
  const parsed = plain ?? ObservationBody.safeParse(item);
  if (!parsed.success) {
    refusals.push({ reason: firstIssue(parsed.error), payload: item });
    return;
  }
  const { time, values } = parsed.data;
  if (time > reading.receivedAt + FUTURE_LIMIT_MS) {
    refusals.push({ reason: 'time: more than 24 h in the future', payload: item });
    return;
  }
  if (time < reading.receivedAt - context.retentionMs) {
    refusals.push({ reason: 'time: older than the retention of observations', payload: item });
    return;
  }
  for (const property of Object.keys(values)) {
    const raw = values[property];
    const declared = context.entry.properties.includes(property) ? context.entry.kind.datastreams[property] : undefined;
    const result = declared ? readValue(raw, declared) : `unknown property of a ${context.entry.name}`;
    if (typeof result === 'number') observations.push({ property, time, value: result });
    else refusals.push({ reason: `values.${property}: ${result}`, payload: { time, values: { [property]: raw } } });
  }
}

/** The usual message, epoch ms and an object of values, as ObservationBody would parse it, for a twentieth of the time. */
function plainObservation(item: unknown): { success: true; data: z.infer<typeof ObservationBody> } | undefined {
  if (typeof item !== 'object' || item === null) return undefined;
  const { time, values } = item as { time?: unknown; values?: unknown };
  if (typeof time !== 'number' || !Number.isFinite(time)) return undefined;
  if (typeof values !== 'object' || values === null || Array.isArray(values)) return undefined;
  return { success: true, data: { time, values: values as Record<string, unknown> } };
}

function normalizeReport(
  item: unknown,
  reading: Reading,
  context: NormalizeContext,
  reports: Report[],
  refusals: Refusal[],
): void {
  const parsed = EventBody.safeParse(item);
  if (!parsed.success) {
    refusals.push({ reason: firstIssue(parsed.error), payload: item });
    return;
  }
  const { id, time, type, data } = parsed.data;
  const known = context.eventType(type);
  if (known === undefined) {
    refusals.push({ reason: `type: a ${context.entry.name} reports no ${type}`, payload: item });
    return;
  }
  const problem = storageProblem(id, data);
  if (problem) {
    refusals.push({ reason: problem, payload: item });
    return;
  }
  const skewed = Math.abs(time - reading.receivedAt) > SKEW_LIMIT_MS;
  reports.push({ id, type: known, time: skewed ? reading.receivedAt : time, skewed, data });
}

/** Why this event could not stand in the journal, or null. The database's text holds neither NUL nor half a surrogate pair. */
function storageProblem(id: string, data: Readonly<Record<string, unknown>>): string | null {
  if (!isStorable(id)) return 'id: holds a character that cannot be stored';
  let storable = true;
  const json = JSON.stringify(data, (key, value: unknown) => {
    if (!isStorable(key) || (typeof value === 'string' && !isStorable(value))) storable = false;
    return value;
  });
  if (!storable) return 'data: holds a character that cannot be stored';
  return json.length > EVENT_DATA_LIMIT ? `data: more than ${EVENT_DATA_LIMIT} characters` : null;
}

const isStorable = (text: string) => text.isWellFormed() && !text.includes('\u0000');

function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  if (!issue) return 'not understood';
  const path = issue.path.join('.');
  return path && !issue.message.startsWith(path) ? `${path}: ${issue.message}` : issue.message;
}
