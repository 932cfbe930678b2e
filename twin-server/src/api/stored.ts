import { z } from 'zod';

/** Storage times and source of a record, as its endpoint gives them out (6.4.1-2-4, 6.4.1-3-5, 6.4.1-8-4). */
export const STORED = {
  storedAt: z.number().describe('when it was first stored, epoch ms'),
  updatedAt: z.number().describe('when it last changed, epoch ms'),
  source: z.string().describe('where the record comes from'),
};
