/** The stages that an import went through with their times, and who stored which model of a building. */
export const sql = `
ALTER TABLE import_job ADD COLUMN stages jsonb NOT NULL DEFAULT '[]';
ALTER TABLE building_version ADD COLUMN stored_by text;
`;
