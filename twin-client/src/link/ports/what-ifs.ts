import type { WhatIfsPort } from '../../state/ports/what-ifs.ts';
import { BuildingDoors, GuardPosts, WhatIf } from '../../state/records/what-if.ts';
import { ask } from '../http.ts';
import type { Address } from './address.ts';

/** Two courses of one fork of the past. */
export function whatIfsPort(at: Address): WhatIfsPort {
  return {
    run: ({ from, to, changes }, signal) =>
      ask(at('/what-ifs'), WhatIf, {
        method: 'POST',
        body: { from: new Date(from).toISOString(), to: new Date(to).toISOString(), changes },
        signal,
      }),
    async posts(signal) {
      return (await ask(at('/what-ifs/posts'), GuardPosts, { signal })).items;
    },
    async doors(building, signal) {
      return (await ask(at('/what-ifs/doors', { building }), BuildingDoors, { signal })).items;
    },
  };
}
