import { z } from 'zod';
import { Code } from './code.ts';

/** What runs in the pipes and cables of a network. */
export const Medium = z.enum(['water', 'sewage', 'gas', 'power', 'heat', 'telecom']);
export type Medium = z.infer<typeof Medium>;

/** What a node of a network is; a `junction` is where pipes meet and nothing else is. */
export const NetworkNodeKind = z.enum([
  'junction',
  'manhole',
  'valve',
  'switch',
  'regulator',
  'pump',
  'tank',
  'reservoir',
  'source',
  'transformer',
  'cabinet',
  'hydrant',
  'connection',
  'outfall',
]);
export type NetworkNodeKind = z.infer<typeof NetworkNodeKind>;

/** What an edge of a network is; pumps and valves are edges where the source has them so (EPANET). */
export const NetworkEdgeKind = z.enum(['pipe', 'cable', 'duct', 'pump', 'valve']);
export type NetworkEdgeKind = z.infer<typeof NetworkEdgeKind>;

/** An id of the source; nodes and edges of a network share one set of ids. */
const ElementId = z.string().min(1).max(200);
const Recorded = z.string().min(1).max(200).nullable();
/** Longitude, latitude in degrees and metres above the ellipsoid. */
const Place = z.tuple([z.number(), z.number(), z.number()]);

const element = {
  id: ElementId,
  name: Recorded,
  medium: Medium,
  /** Inner diameter of a pipe, of a shaft or of a tank, millimetres; null where not recorded. */
  diameterMm: z.number().positive().nullable(),
  material: Recorded,
  /** Year it was laid. */
  year: z.int().min(1800).max(2200).nullable(),
  owner: Recorded,
  /** Of a valve, switch or pump: nothing passes while it is closed. */
  closed: z.boolean(),
  /** What the source has beside these. */
  properties: z.record(z.string(), z.unknown()),
};

/** A place of a network where pipes meet, end, or can be shut. */
export const NetworkNode = z.object({
  ...element,
  kind: NetworkNodeKind,
  /** Where the pipes' middles meet. */
  at: Place,
  /** Height of the ground over it, metres above the ellipsoid; null where it was not known when it was baked. */
  groundHeight: z.number().nullable(),
  /** Code of the building that it serves. */
  building: Code.nullable(),
  /** Unit (staircase) of that building, where it serves one alone. */
  unit: z.string().min(1).max(64).nullable(),
  /** What is drawn from it, litres a second; null where nobody says. */
  demandLps: z.number().nullable(),
});
export type NetworkNode = z.infer<typeof NetworkNode>;

/** A pipe, cable or duct between two nodes, or a pump or valve that stands between them. */
export const NetworkEdge = z.object({
  ...element,
  kind: NetworkEdgeKind,
  /** Ids of its nodes, in the direction of its line. */
  from: ElementId,
  to: ElementId,
  /** Its middle line. */
  line: z.array(Place).min(2),
  lengthM: z.number().nonnegative(),
  /** Flows in the direction of its line alone: pumps, check valves. */
  oneWay: z.boolean(),
});
export type NetworkEdge = z.infer<typeof NetworkEdge>;

/** network.json of a baked network: what is traced and shown on a card. */
export const NetworkFile = z.object({
  format: z.literal(1),
  nodes: z.array(NetworkNode),
  edges: z.array(NetworkEdge),
});
export type NetworkFile = z.infer<typeof NetworkFile>;

/** What may be asked of a network: what to shut, what lies behind, where from. */
export const TraceKind = z.enum(['isolate', 'downstream', 'upstream']);
export type TraceKind = z.infer<typeof TraceKind>;

/** A place of a trace: something to shut, or that is reached. */
export const TracePlace = z.object({
  id: ElementId,
  kind: z.union([NetworkNodeKind, NetworkEdgeKind]),
  name: Recorded,
  longitude: z.number(),
  latitude: z.number(),
  height: z.number(),
});
export type TracePlace = z.infer<typeof TracePlace>;

/** What has to be shut; where nothing flows from behind it, it need not be, and is told all the same. */
export const TraceClosure = TracePlace.extend({
  needed: z.boolean(),
  /** It is shut already. */
  closed: z.boolean(),
});
export type TraceClosure = z.infer<typeof TraceClosure>;

/** A pipe of a trace: between what is shut, behind it without supply, or on the way. */
export const TraceLine = z.object({
  id: ElementId,
  role: z.enum(['segment', 'out', 'path']),
  line: z.array(Place),
});
export type TraceLine = z.infer<typeof TraceLine>;

/** Who is served at a place of a trace. */
export const TraceConnection = TracePlace.extend({ building: Code.nullable(), unit: z.string().nullable() });
export type TraceConnection = z.infer<typeof TraceConnection>;

/** What a trace finds in the network itself. */
export const NetworkTrace = z.object({
  kind: TraceKind,
  start: TracePlace,
  medium: Medium,
  closures: z.array(TraceClosure),
  lines: z.array(TraceLine),
  lengthM: z.number(),
  /** House connections: without supply; of a sewer, those that must not discharge or that flow there. */
  connections: z.array(TraceConnection),
  hydrants: z.array(TracePlace),
  /** Where the way ends: sources upstream, outfalls downstream. */
  ends: z.array(TracePlace),
});
export type NetworkTrace = z.infer<typeof NetworkTrace>;

/** A pipe in a section along a line on the ground: where it crosses, or where it runs along. */
export const SectionPipe = z.object({
  layer: Code,
  id: ElementId,
  name: Recorded,
  kind: NetworkEdgeKind,
  medium: Medium,
  diameterMm: z.number().nullable(),
  material: Recorded,
  /** Metres along the line, and of the pipe's middle above the ellipsoid; one point where it crosses. */
  course: z.array(z.tuple([z.number(), z.number()])).min(1),
});
export type SectionPipe = z.infer<typeof SectionPipe>;
