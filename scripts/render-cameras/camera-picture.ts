import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BuildingOutline, type CameraView, type DeviceRecord, geoToLocal, type SiteFile } from 'twin-core';
import { CLIP } from '../../twin-demo/src/cameras/clip-index.ts';
import { type Door, indoorView, isWithin, type Space } from '../../twin-demo/src/cameras/indoor-view.ts';
import { outdoorView, type PlanFeature } from '../../twin-demo/src/cameras/outdoor-view.ts';
import type { Stroke } from '../../twin-demo/src/cameras/paint.ts';
import { View } from '../../twin-demo/src/cameras/view.ts';
import { type Figure, isHidden, walkers } from '../../twin-demo/src/cameras/walkers.ts';

/** What a camera sees, to be painted, and who walks in it. */
export interface CameraPicture {
  readonly strokes: readonly Stroke[];
  readonly figures: readonly (readonly Figure[])[];
}

/** The estate as cameras see it: in the open by its ground plan and buildings, indoors by the spaces and doors of the building's model. */
export class EstatePictures {
  readonly #site: SiteFile;
  readonly #features: readonly PlanFeature[];
  readonly #tilesets: string;
  readonly #footprints: readonly (readonly (readonly [number, number])[])[];

  /** `tilesets`: where the bake put the outlines of buildings. */
  constructor(site: SiteFile, features: readonly PlanFeature[], tilesets: string) {
    this.#site = site;
    this.#features = features;
    this.#tilesets = tilesets;
    this.#footprints = site.buildings.map(({ footprint }) =>
      footprint.map(([longitude, latitude]) => {
        const [x, y] = geoToLocal(site.frame, { longitude, latitude, height: site.frame.height });
        return [x, y] as const;
      }),
    );
  }

  /** Null for a camera in a room that the model does not have. */
  async of(camera: DeviceRecord, view: CameraView, segments: number): Promise<CameraPicture | null> {
    const frames = segments * CLIP.framesASegment;
    const walk = { ...view, seed: `${camera.code} ${view.headingDeg}`, frames, framesPerSecond: CLIP.framesPerSecond };
    const pose = { location: camera.location, ...view };
    if (camera.building !== null && camera.storey !== null) {
      const room = await this.#room(camera);
      if (!room) return null;
      const inside = new View(room.frame, pose, CLIP.width, CLIP.height);
      const isOpen = (place: readonly [number, number]) => isWithin(place, room.space.footprint);
      const figures = walkers({ ...walk, view: inside, floor: room.space.box.min[2], isOpen });
      return { strokes: indoorView(inside, room.space, room.doors), figures };
    }
    const outside = new View(this.#site.frame, pose, CLIP.width, CLIP.height);
    const isOpen = (place: readonly [number, number]) =>
      !isHidden([outside.at[0], outside.at[1]], place, this.#footprints) &&
      !this.#footprints.some((ring) => isWithin(place, ring));
    const figures = walkers({ ...walk, view: outside, floor: 0, isOpen });
    return { strokes: outdoorView(outside, this.#site, this.#features), figures };
  }

  async #room({ building, storey, space, location }: DeviceRecord) {
    const frame = this.#site.buildings.find(({ code }) => code === building)?.placement;
    const text = await readFile(join(this.#tilesets, building ?? '', 'outline.json'), 'utf8').catch(() => null);
    if (!frame || text === null) return null;
    const outline = BuildingOutline.parse(JSON.parse(text));
    const level = outline.storeys.find(({ name }) => name === storey)?.globalId;
    const [x, y] = geoToLocal(frame, location);
    const ofStorey = outline.spaces.filter((each) => each.storey === level && each.box !== null);
    const found =
      ofStorey.find((each) => isWithin([x, y], each.footprint)) ?? ofStorey.find(({ name }) => name === space);
    if (!found) return null;
    const doors = outline.doors.filter(
      (door): door is typeof door & Door => door.storey === level && door.box !== null,
    );
    return { frame, space: found as Space, doors };
  }
}
