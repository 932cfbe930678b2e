import type { Response } from 'express';
import type { MaskRefusal } from '../sight/sight.ts';
import type { ApiDeps } from './deps.ts';
import { Problem } from './problem.ts';
import { FAULT_HEADER } from './video-fault-header.ts';

const REASONS: Readonly<Record<MaskRefusal, string>> = {
  making: 'the mask of its picture is being made: try again soon',
  noView: 'it stands near homes, and nobody said what it sees: say it, or draw a mask',
  notFlat: 'it stands near homes, and of a picture as wide as its no mask can be made: draw one',
  turns: 'it stands near homes and is turned from here, so no mask made of the models holds: draw one',
  noModel: 'it shows a building with homes whose windows are not known: import its model, or draw a mask',
};

/** Lets nobody see pictures of a camera that need a mask and have none (7.2.16-1). Throws Problem with the reason. */
export async function checkMask({ sight }: Pick<ApiDeps, 'sight'>, camera: string, response: Response): Promise<void> {
  const { refusal } = await sight.mask(camera);
  if (refusal === null) return;
  response.setHeader(FAULT_HEADER, 'noMask');
  throw new Problem('conflict', `${camera}: ${REASONS[refusal]}`);
}
