import { Medium, NetworkEdge, NetworkNode, NetworkTrace, SectionPipe } from 'twin-core';
import { z } from 'zod';

/** A layer that is a network of pipes or cables. */
export const NetworkRow = z.object({
  layer: z.string(),
  media: z.array(Medium),
  edges: z.number(),
  nodes: z.number(),
  lengthM: z.number(),
  /** tileset.json of its tubes. */
  tileset: z.string(),
});
export type NetworkRow = z.infer<typeof NetworkRow>;

export const NetworksReply = z.object({ items: z.array(NetworkRow) });

const place = z.object({
  longitude: z.number(),
  latitude: z.number(),
  height: z.number(),
  groundHeight: z.number().nullable(),
  depthM: z.number().nullable(),
});

/** A pipe or what stands at a node, and how deep it lies at a place. */
export const PipeRecord = z.discriminatedUnion('is', [
  z.object({ is: z.literal('edge'), layer: z.string(), place, edge: NetworkEdge }),
  z.object({ is: z.literal('node'), layer: z.string(), place, node: NetworkNode, edges: z.array(z.string()) }),
]);
export type PipeRecord = z.infer<typeof PipeRecord>;

/** What a trace found, with the buildings and homes behind it. */
export const TraceReply = NetworkTrace.extend({
  layer: z.string(),
  buildings: z.array(z.object({ code: z.string(), name: z.string(), homes: z.number() })),
  homes: z.object({ count: z.number() }),
});
export type TraceReply = z.infer<typeof TraceReply>;

export const SectionReply = z.object({ items: z.array(SectionPipe) });

/** Heights of the ground at places; null where no elevation model is. */
export const HeightsReply = z.object({
  items: z.array(z.object({ height: z.number().nullable(), normalHeight: z.number().nullable() })),
});
export type HeightsReply = z.infer<typeof HeightsReply>;
