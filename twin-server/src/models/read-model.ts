import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { BuildingModel, ElementModel, PropertySets } from 'twin-core';
import { z } from 'zod';
import { InputError, reasonOf } from '../problem.ts';
import { readJsonMembers } from './json-members.ts';

/** What the index needs of a building.json besides its elements and properties. */
const ModelOutline = BuildingModel.pick({
  version: true,
  box: true,
  storeys: true,
  spaces: true,
  systems: true,
  devices: true,
});
export type ModelOutline = z.infer<typeof ModelOutline>;

/** Told in this order: once the outline with all elements, then the property sets of one product after another. */
export interface ModelReader {
  onElements(outline: ModelOutline, elements: readonly ElementModel[]): Promise<void>;
  /** `json` is the text of the sets as the file has it. */
  onProperties(globalId: string, sets: PropertySets, json: string): Promise<void>;
  /** How much of the file is read, 0 to 1. */
  onProgress(fraction: number): void;
}

const CHUNK_BYTES = 1 << 18;

/**
 * Reads a building.json of any size in one pass, holding its elements but never all its properties. Throws InputError that
 * names the place where it is not as bake writes it.
 */
export async function readModel(file: string, reader: ModelReader): Promise<void> {
  const outline: Record<string, unknown> = {};
  const elements: ElementModel[] = [];
  const whole = await stat(file);
  let [bytes, told] = [0, false];
  async function* chunks() {
    for await (const chunk of createReadStream(file, { highWaterMark: CHUNK_BYTES })) {
      yield chunk as Uint8Array;
      bytes += (chunk as Uint8Array).length;
      reader.onProgress(bytes / whole.size);
    }
  }
  const tell = async () => {
    told = true;
    await reader.onElements(ModelOutline.parse(outline), elements);
  };
  let place = '';
  try {
    for await (const { member, key, text } of readJsonMembers(chunks(), { elements: 'items', properties: 'entries' })) {
      place = key === null ? member : `${member}.${key}`;
      if (member === 'elements') elements.push(ElementModel.parse(JSON.parse(text)));
      else if (member === 'properties') {
        // Bake writes properties last; without that, reading once would not do.
        if (!told) await tell();
        await reader.onProperties(key ?? '', PropertySets.parse(JSON.parse(text)), text);
      } else outline[member] = JSON.parse(text);
    }
    place = 'outline';
    if (!told) await tell();
  } catch (cause) {
    if (!(cause instanceof z.ZodError || cause instanceof SyntaxError)) throw cause;
    const issue = cause instanceof z.ZodError ? cause.issues[0] : undefined;
    const reason = issue ? `${[place, ...issue.path].join('.')}: ${issue.message}` : `${place}: ${reasonOf(cause)}`;
    throw new InputError(reason, { place: file, cause });
  }
}
