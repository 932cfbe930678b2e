import type pg from 'pg';
import type { Logger } from 'pino';
import { AllowedServers } from './engines/outside/allowed-servers.ts';
import { Imagery } from './imagery/imagery.ts';
import { InputError } from './problem.ts';

/** What the pictures of the ground stand on. */
export interface ImageryPlaces {
  readonly pool: pg.Pool;
  readonly site: string;
  readonly dataDir: string;
  /** Imagery servers that may be asked, as the setting lists them. */
  readonly allowed: readonly string[];
  readonly log: Logger;
}

/** Opens the pictures of the ground. Throws InputError naming the setting for a list of servers that cannot be read. */
export function openImagery({ allowed, ...rest }: ImageryPlaces): Promise<Imagery> {
  try {
    return Imagery.open({ ...rest, allowed: new AllowedServers(allowed) });
  } catch (cause) {
    if (cause instanceof InputError) throw new InputError(cause.message, { place: 'TWIN_IMAGERY_SERVERS', cause });
    throw cause;
  }
}
