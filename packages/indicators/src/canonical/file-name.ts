/** Longest name that a Windows file system takes. */
export const longestFileName = 255;

/** The name of a file with its ending, in lower case as Windows compares; never a path. */
export function canonicalFileName(text: string): string | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: names may not hold them
  if (text.length > longestFileName || /[\\/:*?"<>|\u0000-\u001f]/.test(text)) return undefined;
  const lower = text.toLowerCase();
  return /[^.\s]\.[^.\s]+$/.test(lower) && lower.isWellFormed() ? lower : undefined;
}

/**
 * Endings by which a name with a dot is a file and no domain. Some are top-level domains as well (zip, py): a name
 * that was defanged, or that its column calls a domain, is one nevertheless. Endings that are far more often domains
 * (com, sh, pl, app) are left out.
 */
const endings =
  /\.(?:exe|dll|sys|drv|scr|bat|cmd|ps1|psm1|psd1|vbs|vbe|js|jse|wsf|wsh|hta|lnk|url|msi|msp|msu|cpl|ocx|pif|jar|py|zip|rar|7z|cab|gz|tar|iso|img|vhdx?|docx?|docm|dotm|xlsx?|xlsm|xlsb|xll|pptx?|pptm|rtf|pdf|txt|log|tmp|dat|bin|evtx?|ini|cfg|conf|xml|json|csv|html?|aspx?|php|jsp|png|jpe?g|gif|bmp|ico|db|dmp|one|chm|inf|reg|bak|key|pem|wnry|wcry|wncry|locked|encrypted)$/i;

export const hasFileEnding = (text: string): boolean => endings.test(text);
