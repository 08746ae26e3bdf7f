/** So long that only what never comes fails, however busy the machine is, and shorter than a test may take. */
export const PATIENCE_MS = 120_000;

/** What the API may wait for where no test asks how long that is: variables of its configuration. */
export const PATIENT = {
  REQUEST_TIMEOUT_MS: String(PATIENCE_MS),
  RECEIVE_TIMEOUT_MS: String(PATIENCE_MS),
  DATABASE_POOL_TIMEOUT_MS: String(PATIENCE_MS),
  SHUTDOWN_TIMEOUT_MS: String(PATIENCE_MS),
};
