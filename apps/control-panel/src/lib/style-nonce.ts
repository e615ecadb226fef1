/**
 * The number by which the content security policy of this page knows our own `<style>` elements. Browsers hide it
 * from scripts that read attributes; the property still tells.
 */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
}
