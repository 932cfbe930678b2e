import type { ImageryServer, LayerFeature } from 'twin-core';
import type { AreaRing } from '../area/area-controls.ts';
import type { FeaturesReply, FeaturesWithin, GreenSpace, LayerEntry, LayerPatch } from '../records/layer.ts';

/** Layers of geographic information on the server. Every method that asks rejects with a Problem. */
export interface LayersPort {
  /** All, the lowest first. */
  list(): Promise<readonly LayerEntry[]>;
  /** Every feature of a layer. */
  every(layer: string, signal?: AbortSignal): Promise<readonly LayerFeature[]>;
  feature(layer: string, id: string, signal?: AbortSignal): Promise<LayerFeature>;
  /** Features of all layers that hold every word in name, id or address. */
  search(words: string, limit: number, signal?: AbortSignal): Promise<FeaturesReply>;
  within(ring: AreaRing, limit: number, signal?: AbortSignal): Promise<FeaturesWithin>;
  /** The green of the estate against the limits of clause 5.7.6. */
  green(signal?: AbortSignal): Promise<GreenSpace>;
  change(layer: string, patch: LayerPatch): Promise<LayerEntry>;
  /** Declares pictures of another server as a layer, new or in the place of one of pictures. */
  putImagery(layer: string, server: ImageryServer): Promise<void>;
  remove(layer: string): Promise<void>;
  /** Address of a layer as a GeoJSON file. */
  fileAddress(layer: string, crs: string): string;
}
