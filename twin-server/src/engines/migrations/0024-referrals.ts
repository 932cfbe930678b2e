/** Alarms that were passed to other parties are found by the party (E6.1.8-2). Few are, so that the index is small. */
export const sql = `
CREATE INDEX alarm_referral ON alarm USING gin ((body->'referrals') jsonb_path_ops) WHERE body->'referrals' <> '[]';
`;
