/** A failure that the service stated, with a sentence that may be shown as it is. */
export class ServiceError extends Error {
  readonly status: number;
  /** Stable and machine-readable; empty where the service named none. */
  readonly code: string;
  /** The fields at fault, where there are any. */
  readonly fields: readonly string[];

  constructor(message: string, status: number, code = '', fields: readonly string[] = []) {
    super(message);
    this.status = status;
    this.code = code;
    this.fields = fields;
  }

  /** From an answer of the API; `otherwise` is said where it holds no sentence. */
  static from(status: number, answer: unknown, otherwise: string): ServiceError {
    const { error } = (answer ?? {}) as { error?: { message?: string; code?: string; fields?: string[] } };
    return new ServiceError(error?.message ?? otherwise, status, error?.code, error?.fields);
  }
}
