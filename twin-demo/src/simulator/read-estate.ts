import { access, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DeviceRecord, SiteFile } from 'twin-core';
import { z } from 'zod';
import { zoneOffsetMs } from './local-time.ts';
import { UsageError } from './settings.ts';
import { buildEstate, type Estate } from './subject.ts';

/** Reads site.json of a folder and the devices it names. Throws a UsageError with file, place and reason. */
export async function readEstate(folder: string, seed: string): Promise<Estate> {
  const siteFile = join(folder, 'site.json');
  const site = await readJson(siteFile, SiteFile);
  const devices = await readJson(join(folder, site.data.devices), z.array(DeviceRecord));
  try {
    zoneOffsetMs(site.timeZone, 0);
  } catch {
    throw new UsageError(`${siteFile}: timeZone: there is no time zone ${site.timeZone}`);
  }
  return buildEstate(site, devices, seed);
}

/** The folder models/ beside or above a folder of the program. Throws a UsageError where there is none. */
export async function findModels(programFolder: string): Promise<string> {
  for (let folder = programFolder; ; folder = dirname(folder)) {
    const models = join(folder, 'models');
    const found = await access(join(models, 'site.json')).then(
      () => true,
      () => false,
    );
    if (found) return models;
    if (folder === dirname(folder))
      throw new UsageError(`TWIN_SIM_MODELS: no models/site.json beside or above ${programFolder}`);
  }
}

async function readJson<T>(file: string, schema: z.ZodType<T>): Promise<T> {
  const text = await readFile(file, 'utf8').catch((cause: Error) => {
    throw new UsageError(`TWIN_SIM_MODELS: ${file}: ${cause.message}`);
  });
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new UsageError(`${file}: not JSON: ${(cause as Error).message}`);
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  throw new UsageError(`${file}: ${issue.path.join('.') || 'file'}: ${issue.message}`);
}
