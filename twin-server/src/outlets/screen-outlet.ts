import type { ActionResult, PendingAction } from 'twin-core';
import type { ActionContext, Outlet } from './outlet.ts';

/** What screens show by themselves as soon as an alarm's actions reach them by push: this says whether there is anything, and anybody, to show it. */
export class ScreenOutlet implements Outlet {
  readonly does = ['openCamera', 'flyTo', 'isolateStorey'] as const;
  readonly #camerasNear: (device: NonNullable<ActionContext['device']>) => readonly { readonly code: string }[];
  readonly #screens: () => number;

  constructor(
    camerasNear: (device: NonNullable<ActionContext['device']>) => readonly { readonly code: string }[],
    screens: () => number,
  ) {
    this.#camerasNear = camerasNear;
    this.#screens = screens;
  }

  async carryOut({ action }: PendingAction, { device }: ActionContext): Promise<ActionResult[]> {
    const screens = this.#screens();
    if (screens === 0) return [{ target: 'screens', ok: false, detail: 'no screen is connected' }];
    if (action.do !== 'openCamera') return [{ target: 'screens', ok: true, detail: String(screens) }];
    const cameras = device ? this.#camerasNear(device) : [];
    if (cameras.length === 0) return [{ target: 'cameras', ok: false, detail: 'no camera is near' }];
    return cameras.map(({ code }) => ({ target: code, ok: true, detail: null }));
  }
}
