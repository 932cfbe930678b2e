import type { WallLayout, WallWish } from 'twin-core';
import type { LayoutEntry, Wall } from '../records/wall.ts';

/** The wall of the site: one state that its screens follow. Every method rejects with a Problem. */
export interface WallPort {
  read(signal?: AbortSignal): Promise<Wall>;
  set(wish: WallWish): Promise<Wall>;
  hold(): Promise<Wall>;
  release(): Promise<Wall>;
  /** `version` of the layout as it was read; null for a new one. */
  putLayout(layout: WallLayout, version: string | null): Promise<LayoutEntry>;
  removeLayout(id: string, version: string): Promise<void>;
}
