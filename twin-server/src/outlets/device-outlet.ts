import type { ActionResult, PendingAction } from 'twin-core';
import type { CommandLine } from './device-line.ts';
import type { ActionContext, Outlet } from './outlet.ts';
import { type TargetSource, targetsOf } from './targets.ts';

/** Carries out what devices are told: by a rule of their alarm, or by a person. */
export class DeviceOutlet implements Outlet {
  readonly does = ['command', 'order'] as const;
  readonly #line: CommandLine;
  readonly #source: TargetSource;

  constructor(line: CommandLine, source: TargetSource) {
    this.#line = line;
    this.#source = source;
  }

  async carryOut({ id, action, device }: PendingAction, context: ActionContext): Promise<ActionResult[]> {
    if (action.do === 'order') return [await this.#line.tell(id, device ?? '', action.command, action.args)];
    if (action.do !== 'command') throw new Error(`${action.do} is not for devices`);
    if (!context.device) throw new Error('its device is not in the registry any more');
    const targets = targetsOf(this.#source, context.device, action);
    const left = targets.filter((target) => !context.reached.has(target));
    return Promise.all(
      left.map((target) => this.#line.tell(`${id}.${target}`, target, action.command, action.args ?? {})),
    );
  }
}
