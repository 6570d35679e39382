import { attackTechniques } from '@cordon/sigma/attack';

/** ATT&CK's name of a technique (`T1059.001` is `PowerShell`); its number again where ATT&CK has none such. */
export function techniqueName(id: string): string {
  return attackTechniques().get(id)?.name ?? id;
}
