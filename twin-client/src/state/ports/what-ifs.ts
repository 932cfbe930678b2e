import type { BuildingDoor, GuardPost, WhatIf, WhatIfRequest } from '../records/what-if.ts';

/** What would have come of it, and what may be otherwise. Every method rejects with a Problem. */
export interface WhatIfsPort {
  run(request: WhatIfRequest, signal?: AbortSignal): Promise<WhatIf>;
  posts(signal?: AbortSignal): Promise<readonly GuardPost[]>;
  doors(building: string, signal?: AbortSignal): Promise<readonly BuildingDoor[]>;
}
