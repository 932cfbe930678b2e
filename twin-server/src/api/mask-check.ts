import type { Response } from 'express';
import type { Mask, MaskRefusal } from '../sight/sight.ts';
import type { ApiDeps } from './deps.ts';
import type { Caller } from './endpoint.ts';
import { Problem } from './problem.ts';
import { FAULT_HEADER } from './video-fault-header.ts';

const REASONS: Readonly<Record<MaskRefusal, string>> = {
  making: 'the mask of its picture is being made: try again soon',
  noView: 'it stands near homes, and nobody said what it sees: say it, or draw a mask',
  notFlat: 'it stands near homes, and of a picture as wide as its no mask can be made: draw one',
  turns: 'it stands near homes and is turned from here, so no mask made of the models holds: draw one',
  unchecked: 'its tilt or mask was changed, and a second person has to check them before it is shown',
  noModel: 'it shows a building with homes whose windows are not known: import its model, or draw a mask',
};

/**
 * Masks of cameras as somebody may see them: whose tilt or mask waits for a second person is shown to those alone who can check it, the
 * managers of devices (E6.1.13-3).
 */
export async function masksFor(
  { sight, cameraChecks, decide, site }: ApiDeps,
  cameras: readonly string[],
  { principal }: Caller,
): Promise<ReadonlyMap<string, Mask>> {
  const masks = await sight.masks(cameras);
  if (decide(principal, 'device.manage', { site }).allowed) return masks;
  const waiting = await cameraChecks.waiting(cameras.length === 1 ? cameras[0] : undefined);
  if (waiting.size === 0) return masks;
  return new Map(
    [...masks].map(([camera, mask]) => [camera, waiting.has(camera) ? { ...mask, refusal: 'unchecked' } : mask]),
  );
}

export async function maskFor(deps: ApiDeps, camera: string, caller: Caller): Promise<Mask> {
  return (await masksFor(deps, [camera], caller)).get(camera)!;
}

/** Lets nobody see pictures of a camera that need a mask and have none (7.2.16-1). Throws Problem with the reason. */
export async function checkMask(deps: ApiDeps, camera: string, response: Response): Promise<void> {
  const { refusal } = await maskFor(deps, camera, response.locals.caller as Caller);
  if (refusal === null) return;
  response.setHeader(FAULT_HEADER, 'noMask');
  throw new Problem('conflict', `${camera}: ${REASONS[refusal]}`);
}
