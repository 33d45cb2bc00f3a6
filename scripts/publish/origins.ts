/**
 * Whether the API answers pages of this origin; null where it could not be asked. A browser asks the same way before a
 * page's first call.
 */
export async function isAllowedOrigin(apiUrl: string, origin: string): Promise<boolean | null> {
  try {
    const reply = await fetch(`${apiUrl}/recaps`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
      signal: AbortSignal.timeout(10_000),
    });
    await reply.body?.cancel();
    return reply.headers.get('access-control-allow-origin') === origin;
  } catch {
    return null;
  }
}
