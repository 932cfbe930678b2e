import type pg from 'pg';
import type { Logger } from 'pino';
import type { Catalogue, Published, TwinState } from 'twin-core';
import { background } from './background.ts';
import type { CameraStreams } from './base/camera-streams.ts';
import type { BaseRegistry } from './base/registry.ts';
import type { ThrowTraces } from './facilities/falling-objects/throw-traces.ts';
import type { Layers } from './layers/layers.ts';
import { openFallingObjects } from './open-falling-objects.ts';
import { openRoutes } from './open-routes.ts';
import { openSight } from './open-sight.ts';
import type { SiteRoutes } from './routes/site-routes.ts';
import type { Sight } from './sight/sight.ts';
import type { TerrainSource } from './terrain/terrain-source.ts';

export interface GeometryOptions {
  readonly pool: pg.Pool;
  readonly registry: BaseRegistry;
  readonly catalogue: Catalogue;
  readonly cameraStreams: CameraStreams;
  /** Whether a camera is turned from here. */
  readonly turns: (camera: string) => boolean;
  readonly terrain: TerrainSource | null;
  readonly layers: Layers;
  /** Folders with a folder of baked files a building, the first above the others. */
  readonly tilesets: readonly string[];
  readonly dataDir: string;
  readonly state: () => TwinState;
  readonly log: Logger;
}

/** What the buildings' geometry answers: where things fell from, how to get out, what cameras see. */
export interface Geometry {
  readonly throwTraces: ThrowTraces;
  readonly routes: SiteRoutes;
  readonly sight: Sight;
  note(published: Published): void;
  close(): Promise<void>;
}

export function openGeometry(options: GeometryOptions): Geometry {
  const throwTraces = openFallingObjects(options);
  const routes = openRoutes({ ...options, now: Date.now });
  const sight = openSight(options);
  return {
    throwTraces,
    routes,
    sight,
    note: (published) => {
      throwTraces.note(published);
      void background(options.log, () => routes.note(published));
    },
    close: async () => {
      await throwTraces.close();
      await sight.close();
    },
  };
}
