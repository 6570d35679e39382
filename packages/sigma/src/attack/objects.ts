/**
 * MITRE ATT&CK 18.1 (enterprise and ICS), written by tools/attack-tables.ts. Do not edit.
 *
 * © 2025 The MITRE Corporation. This work is reproduced and distributed with the permission of The MITRE
 * Corporation. Terms: LICENSE-ATTACK.txt beside this file.
 */
export const attackVersion = '18.1';

/** `id|name|tactics|state`; the state is empty, `deprecated`, `revoked` or `revoked ID`. */
export const techniqueLines = `T0800|Activate Firmware Update Mode|inhibit-response-function|
T0801|Monitor Process State|collection|
T0802|Automated Collection|collection|
T0803|Block Command Message|inhibit-response-function|
T0804|Block Reporting Message|inhibit-response-function|
T0805|Block Serial COM|inhibit-response-function|
T0806|Brute Force I/O|impair-process-control|
T0807|Command-Line Interface|execution|
T0809|Data Destruction|inhibit-response-function|
T0811|Data from Information Repositories|collection|
T0812|Default Credentials|lateral-movement|
T0813|Denial of Control|impact|
T0814|Denial of Service|inhibit-response-function|
T0815|Denial of View|impact|
T0816|Device Restart/Shutdown|inhibit-response-function|
T0817|Drive-by Compromise|initial-access|
T0819|Exploit Public-Facing Application|initial-access|
T0820|Exploitation for Evasion|evasion|
T0821|Modify Controller Tasking|execution|
T0822|External Remote Services|initial-access|
T0823|Graphical User Interface|execution|
T0826|Loss of Availability|impact|
T0827|Loss of Control|impact|
T0828|Loss of Productivity and Revenue|impact|
T0829|Loss of View|impact|
T0830|Adversary-in-the-Middle|collection|
T0831|Manipulation of Control|impact|
T0832|Manipulation of View|impact|
T0834|Native API|execution|
T0835|Manipulate I/O Image|inhibit-response-function|
T0836|Modify Parameter|impair-process-control|
T0837|Loss of Protection|impact|
T0838|Modify Alarm Settings|inhibit-response-function|
T0839|Module Firmware|impair-process-control persistence|
T0840|Network Connection Enumeration|discovery|
T0842|Network Sniffing|discovery|
T0843|Program Download|lateral-movement|
T0845|Program Upload|collection|
T0846|Remote System Discovery|discovery|
T0847|Replication Through Removable Media|initial-access|
T0848|Rogue Master|initial-access|
T0849|Masquerading|evasion|
T0851|Rootkit|evasion inhibit-response-function|
T0852|Screen Capture|collection|
T0853|Scripting|execution|
T0855|Unauthorized Command Message|impair-process-control|
T0856|Spoof Reporting Message|evasion impair-process-control|
T0857|System Firmware|inhibit-response-function persistence|
T0858|Change Operating Mode|evasion execution|
T0859|Valid Accounts|lateral-movement persistence|
T0860|Wireless Compromise|initial-access|
T0861|Point & Tag Identification|collection|
T0862|Supply Chain Compromise|initial-access|
T0863|User Execution|execution|
T0864|Transient Cyber Asset|initial-access|
T0865|Spearphishing Attachment|initial-access|
T0866|Exploitation of Remote Services|initial-access lateral-movement|
T0867|Lateral Tool Transfer|lateral-movement|
T0868|Detect Operating Mode|collection|
T0869|Standard Application Layer Protocol|command-and-control|
T0871|Execution through API|execution|
T0872|Indicator Removal on Host|evasion|
T0873|Project File Infection|persistence|
T0874|Hooking|execution privilege-escalation|
T0877|I/O Image|collection|
T0878|Alarm Suppression|inhibit-response-function|
T0879|Damage to Property|impact|
T0880|Loss of Safety|impact|
T0881|Service Stop|inhibit-response-function|
T0882|Theft of Operational Information|impact|
T0883|Internet Accessible Device|initial-access|
T0884|Connection Proxy|command-and-control|
T0885|Commonly Used Port|command-and-control|
T0886|Remote Services|initial-access lateral-movement|
T0887|Wireless Sniffing|collection discovery|
T0888|Remote System Information Discovery|discovery|
T0889|Modify Program|persistence|
T0890|Exploitation for Privilege Escalation|privilege-escalation|
T0891|Hardcoded Credentials|lateral-movement persistence|
T0892|Change Credential|inhibit-response-function|
T0893|Data from Local System|collection|
T0894|System Binary Proxy Execution|evasion|
T0895|Autorun Image|execution|
T1001|Data Obfuscation|command-and-control|
T1001.001|Junk Data|command-and-control|
T1001.002|Steganography|command-and-control|
T1001.003|Protocol or Service Impersonation|command-and-control|
T1002|Data Compressed|exfiltration|revoked T1560
T1003|OS Credential Dumping|credential-access|
T1003.001|LSASS Memory|credential-access|
T1003.002|Security Account Manager|credential-access|
T1003.003|NTDS|credential-access|
T1003.004|LSA Secrets|credential-access|
T1003.005|Cached Domain Credentials|credential-access|
T1003.006|DCSync|credential-access|
T1003.007|Proc Filesystem|credential-access|
T1003.008|/etc/passwd and /etc/shadow|credential-access|
T1004|Winlogon Helper DLL|persistence|revoked T1547.004
T1005|Data from Local System|collection|
T1006|Direct Volume Access|defense-evasion|
T1007|System Service Discovery|discovery|
T1008|Fallback Channels|command-and-control|
T1009|Binary Padding|defense-evasion|revoked T1027.001
T1010|Application Window Discovery|discovery|
T1011|Exfiltration Over Other Network Medium|exfiltration|
T1011.001|Exfiltration Over Bluetooth|exfiltration|
T1012|Query Registry|discovery|
T1013|Port Monitors|persistence privilege-escalation|revoked T1547.010
T1014|Rootkit|defense-evasion|
T1015|Accessibility Features|persistence privilege-escalation|revoked T1546.008
T1016|System Network Configuration Discovery|discovery|
T1016.001|Internet Connection Discovery|discovery|
T1016.002|Wi-Fi Discovery|discovery|
T1017|Application Deployment Software|lateral-movement|revoked T1072
T1018|Remote System Discovery|discovery|
T1019|System Firmware|persistence|revoked T1542.001
T1020|Automated Exfiltration|exfiltration|
T1020.001|Traffic Duplication|exfiltration|
T1021|Remote Services|lateral-movement|
T1021.001|Remote Desktop Protocol|lateral-movement|
T1021.002|SMB/Windows Admin Shares|lateral-movement|
T1021.003|Distributed Component Object Model|lateral-movement|
T1021.004|SSH|lateral-movement|
T1021.005|VNC|lateral-movement|
T1021.006|Windows Remote Management|lateral-movement|
T1021.007|Cloud Services|lateral-movement|
T1021.008|Direct Cloud VM Connections|lateral-movement|
T1022|Data Encrypted|exfiltration|revoked T1560
T1023|Shortcut Modification|persistence|revoked T1547.009
T1024|Custom Cryptographic Protocol|command-and-control|revoked T1573
T1025|Data from Removable Media|collection|
T1026|Multiband Communication|command-and-control|deprecated
T1027|Obfuscated Files or Information|defense-evasion|
T1027.001|Binary Padding|defense-evasion|
T1027.002|Software Packing|defense-evasion|
T1027.003|Steganography|defense-evasion|
T1027.004|Compile After Delivery|defense-evasion|
T1027.005|Indicator Removal from Tools|defense-evasion|
T1027.006|HTML Smuggling|defense-evasion|
T1027.007|Dynamic API Resolution|defense-evasion|
T1027.008|Stripped Payloads|defense-evasion|
T1027.009|Embedded Payloads|defense-evasion|
T1027.010|Command Obfuscation|defense-evasion|
T1027.011|Fileless Storage|defense-evasion|
T1027.012|LNK Icon Smuggling|defense-evasion|
T1027.013|Encrypted/Encoded File|defense-evasion|
T1027.014|Polymorphic Code|defense-evasion|
T1027.015|Compression|defense-evasion|
T1027.016|Junk Code Insertion|defense-evasion|
T1027.017|SVG Smuggling|defense-evasion|
T1028|Windows Remote Management|execution lateral-movement|revoked T1021.006
T1029|Scheduled Transfer|exfiltration|
T1030|Data Transfer Size Limits|exfiltration|
T1031|Modify Existing Service|persistence|revoked T1543.003
T1032|Standard Cryptographic Protocol|command-and-control|revoked T1573
T1033|System Owner/User Discovery|discovery|
T1034|Path Interception|persistence privilege-escalation|deprecated
T1035|Service Execution|execution|revoked T1569.002
T1036|Masquerading|defense-evasion|
T1036.001|Invalid Code Signature|defense-evasion|
T1036.002|Right-to-Left Override|defense-evasion|
T1036.003|Rename Legitimate Utilities|defense-evasion|
T1036.004|Masquerade Task or Service|defense-evasion|
T1036.005|Match Legitimate Resource Name or Location|defense-evasion|
T1036.006|Space after Filename|defense-evasion|
T1036.007|Double File Extension|defense-evasion|
T1036.008|Masquerade File Type|defense-evasion|
T1036.009|Break Process Trees|defense-evasion|
T1036.010|Masquerade Account Name|defense-evasion|
T1036.011|Overwrite Process Arguments|defense-evasion|
T1036.012|Browser Fingerprint|defense-evasion|
T1037|Boot or Logon Initialization Scripts|persistence privilege-escalation|
T1037.001|Logon Script (Windows)|persistence privilege-escalation|
T1037.002|Login Hook|persistence privilege-escalation|
T1037.003|Network Logon Script|persistence privilege-escalation|
T1037.004|RC Scripts|persistence privilege-escalation|
T1037.005|Startup Items|persistence privilege-escalation|
T1038|DLL Search Order Hijacking|defense-evasion persistence privilege-escalation|revoked T1574.001
T1039|Data from Network Shared Drive|collection|
T1040|Network Sniffing|credential-access discovery|
T1041|Exfiltration Over C2 Channel|exfiltration|
T1042|Change Default File Association|persistence|revoked T1546.001
T1043|Commonly Used Port|command-and-control|deprecated
T1044|File System Permissions Weakness|persistence privilege-escalation|revoked T1574.010
T1045|Software Packing|defense-evasion|revoked T1027.002
T1046|Network Service Discovery|discovery|
T1047|Windows Management Instrumentation|execution|
T1048|Exfiltration Over Alternative Protocol|exfiltration|
T1048.001|Exfiltration Over Symmetric Encrypted Non-C2 Protocol|exfiltration|
T1048.002|Exfiltration Over Asymmetric Encrypted Non-C2 Protocol|exfiltration|
T1048.003|Exfiltration Over Unencrypted Non-C2 Protocol|exfiltration|
T1049|System Network Connections Discovery|discovery|
T1050|New Service|persistence privilege-escalation|revoked T1543.003
T1051|Shared Webroot|lateral-movement|deprecated
T1052|Exfiltration Over Physical Medium|exfiltration|
T1052.001|Exfiltration over USB|exfiltration|
T1053|Scheduled Task/Job|execution persistence privilege-escalation|
T1053.001|At (Linux)|execution persistence privilege-escalation|revoked T1053.002
T1053.002|At|execution persistence privilege-escalation|
T1053.003|Cron|execution persistence privilege-escalation|
T1053.004|Launchd|execution persistence privilege-escalation|deprecated
T1053.005|Scheduled Task|execution persistence privilege-escalation|
T1053.006|Systemd Timers|execution persistence privilege-escalation|
T1053.007|Container Orchestration Job|execution persistence privilege-escalation|
T1054|Indicator Blocking|defense-evasion|revoked T1562.006
T1055|Process Injection|defense-evasion privilege-escalation|
T1055.001|Dynamic-link Library Injection|defense-evasion privilege-escalation|
T1055.002|Portable Executable Injection|defense-evasion privilege-escalation|
T1055.003|Thread Execution Hijacking|defense-evasion privilege-escalation|
T1055.004|Asynchronous Procedure Call|defense-evasion privilege-escalation|
T1055.005|Thread Local Storage|defense-evasion privilege-escalation|
T1055.008|Ptrace System Calls|defense-evasion privilege-escalation|
T1055.009|Proc Memory|defense-evasion privilege-escalation|
T1055.011|Extra Window Memory Injection|defense-evasion privilege-escalation|
T1055.012|Process Hollowing|defense-evasion privilege-escalation|
T1055.013|Process Doppelgänging|defense-evasion privilege-escalation|
T1055.014|VDSO Hijacking|defense-evasion privilege-escalation|
T1055.015|ListPlanting|defense-evasion privilege-escalation|
T1056|Input Capture|collection credential-access|
T1056.001|Keylogging|collection credential-access|
T1056.002|GUI Input Capture|collection credential-access|
T1056.003|Web Portal Capture|collection credential-access|
T1056.004|Credential API Hooking|collection credential-access|
T1057|Process Discovery|discovery|
T1058|Service Registry Permissions Weakness|persistence privilege-escalation|revoked T1574.011
T1059|Command and Scripting Interpreter|execution|
T1059.001|PowerShell|execution|
T1059.002|AppleScript|execution|
T1059.003|Windows Command Shell|execution|
T1059.004|Unix Shell|execution|
T1059.005|Visual Basic|execution|
T1059.006|Python|execution|
T1059.007|JavaScript|execution|
T1059.008|Network Device CLI|execution|
T1059.009|Cloud API|execution|
T1059.010|AutoHotKey & AutoIT|execution|
T1059.011|Lua|execution|
T1059.012|Hypervisor CLI|execution|
T1059.013|Container CLI/API|execution|
T1060|Registry Run Keys / Startup Folder|persistence|revoked T1547.001
T1061|Graphical User Interface|execution|deprecated
T1062|Hypervisor|persistence|deprecated
T1063|Security Software Discovery|discovery|revoked T1518.001
T1064|Scripting|defense-evasion execution|deprecated
T1065|Uncommonly Used Port|command-and-control|revoked T1571
T1066|Indicator Removal from Tools|defense-evasion|revoked T1027.005
T1067|Bootkit|persistence|revoked T1542.003
T1068|Exploitation for Privilege Escalation|privilege-escalation|
T1069|Permission Groups Discovery|discovery|
T1069.001|Local Groups|discovery|
T1069.002|Domain Groups|discovery|
T1069.003|Cloud Groups|discovery|
T1070|Indicator Removal|defense-evasion|
T1070.001|Clear Windows Event Logs|defense-evasion|
T1070.002|Clear Linux or Mac System Logs|defense-evasion|
T1070.003|Clear Command History|defense-evasion|
T1070.004|File Deletion|defense-evasion|
T1070.005|Network Share Connection Removal|defense-evasion|
T1070.006|Timestomp|defense-evasion|
T1070.007|Clear Network Connection History and Configurations|defense-evasion|
T1070.008|Clear Mailbox Data|defense-evasion|
T1070.009|Clear Persistence|defense-evasion|
T1070.010|Relocate Malware|defense-evasion|
T1071|Application Layer Protocol|command-and-control|
T1071.001|Web Protocols|command-and-control|
T1071.002|File Transfer Protocols|command-and-control|
T1071.003|Mail Protocols|command-and-control|
T1071.004|DNS|command-and-control|
T1071.005|Publish/Subscribe Protocols|command-and-control|
T1072|Software Deployment Tools|execution lateral-movement|
T1073|DLL Side-Loading|defense-evasion|revoked T1574.002
T1074|Data Staged|collection|
T1074.001|Local Data Staging|collection|
T1074.002|Remote Data Staging|collection|
T1075|Pass the Hash|lateral-movement|revoked T1550.002
T1076|Remote Desktop Protocol|lateral-movement|revoked T1021.001
T1077|Windows Admin Shares|lateral-movement|revoked T1021.002
T1078|Valid Accounts|defense-evasion initial-access persistence privilege-escalation|
T1078.001|Default Accounts|defense-evasion initial-access persistence privilege-escalation|
T1078.002|Domain Accounts|defense-evasion initial-access persistence privilege-escalation|
T1078.003|Local Accounts|defense-evasion initial-access persistence privilege-escalation|
T1078.004|Cloud Accounts|defense-evasion initial-access persistence privilege-escalation|
T1079|Multilayer Encryption|command-and-control|revoked T1573
T1080|Taint Shared Content|lateral-movement|
T1081|Credentials in Files|credential-access|revoked T1552.001
T1082|System Information Discovery|discovery|
T1083|File and Directory Discovery|discovery|
T1084|Windows Management Instrumentation Event Subscription|persistence|revoked T1546.003
T1085|Rundll32|defense-evasion execution|revoked T1218.011
T1086|PowerShell|execution|revoked T1059.001
T1087|Account Discovery|discovery|
T1087.001|Local Account|discovery|
T1087.002|Domain Account|discovery|
T1087.003|Email Account|discovery|
T1087.004|Cloud Account|discovery|
T1088|Bypass User Account Control|defense-evasion privilege-escalation|revoked T1548.002
T1089|Disabling Security Tools|defense-evasion|revoked T1562.001
T1090|Proxy|command-and-control|
T1090.001|Internal Proxy|command-and-control|
T1090.002|External Proxy|command-and-control|
T1090.003|Multi-hop Proxy|command-and-control|
T1090.004|Domain Fronting|command-and-control|
T1091|Replication Through Removable Media|initial-access lateral-movement|
T1092|Communication Through Removable Media|command-and-control|
T1093|Process Hollowing|defense-evasion|revoked T1055.012
T1094|Custom Command and Control Protocol|command-and-control|revoked T1095
T1095|Non-Application Layer Protocol|command-and-control|
T1096|NTFS File Attributes|defense-evasion|revoked T1564.004
T1097|Pass the Ticket|lateral-movement|revoked T1550.003
T1098|Account Manipulation|persistence privilege-escalation|
T1098.001|Additional Cloud Credentials|persistence privilege-escalation|
T1098.002|Additional Email Delegate Permissions|persistence privilege-escalation|
T1098.003|Additional Cloud Roles|persistence privilege-escalation|
T1098.004|SSH Authorized Keys|persistence privilege-escalation|
T1098.005|Device Registration|persistence privilege-escalation|
T1098.006|Additional Container Cluster Roles|persistence privilege-escalation|
T1098.007|Additional Local or Domain Groups|persistence privilege-escalation|
T1099|Timestomp|defense-evasion|revoked T1070.006
T1100|Web Shell|persistence privilege-escalation|revoked T1505.003
T1101|Security Support Provider|persistence|revoked T1547.005
T1102|Web Service|command-and-control|
T1102.001|Dead Drop Resolver|command-and-control|
T1102.002|Bidirectional Communication|command-and-control|
T1102.003|One-Way Communication|command-and-control|
T1103|AppInit DLLs|persistence privilege-escalation|revoked T1546.010
T1104|Multi-Stage Channels|command-and-control|
T1105|Ingress Tool Transfer|command-and-control|
T1106|Native API|execution|
T1107|File Deletion|defense-evasion|revoked T1070.004
T1108|Redundant Access|defense-evasion persistence|deprecated
T1109|Component Firmware|defense-evasion persistence|revoked T1542.002
T1110|Brute Force|credential-access|
T1110.001|Password Guessing|credential-access|
T1110.002|Password Cracking|credential-access|
T1110.003|Password Spraying|credential-access|
T1110.004|Credential Stuffing|credential-access|
T1111|Multi-Factor Authentication Interception|credential-access|
T1112|Modify Registry|defense-evasion persistence|
T1113|Screen Capture|collection|
T1114|Email Collection|collection|
T1114.001|Local Email Collection|collection|
T1114.002|Remote Email Collection|collection|
T1114.003|Email Forwarding Rule|collection|
T1115|Clipboard Data|collection|
T1116|Code Signing|defense-evasion|revoked T1553.002
T1117|Regsvr32|defense-evasion execution|revoked T1218.010
T1118|InstallUtil|defense-evasion execution|revoked T1218.004
T1119|Automated Collection|collection|
T1120|Peripheral Device Discovery|discovery|
T1121|Regsvcs/Regasm|defense-evasion execution|revoked T1218.009
T1122|Component Object Model Hijacking|defense-evasion persistence|revoked T1546.015
T1123|Audio Capture|collection|
T1124|System Time Discovery|discovery|
T1125|Video Capture|collection|
T1126|Network Share Connection Removal|defense-evasion|revoked T1070.005
T1127|Trusted Developer Utilities Proxy Execution|defense-evasion|
T1127.001|MSBuild|defense-evasion|
T1127.002|ClickOnce|defense-evasion|
T1127.003|JamPlus|defense-evasion|
T1128|Netsh Helper DLL|persistence|revoked T1546.007
T1129|Shared Modules|execution|
T1130|Install Root Certificate|defense-evasion|revoked T1553.004
T1131|Authentication Package|persistence|revoked T1547.002
T1132|Data Encoding|command-and-control|
T1132.001|Standard Encoding|command-and-control|
T1132.002|Non-Standard Encoding|command-and-control|
T1133|External Remote Services|initial-access persistence|
T1134|Access Token Manipulation|defense-evasion privilege-escalation|
T1134.001|Token Impersonation/Theft|defense-evasion privilege-escalation|
T1134.002|Create Process with Token|defense-evasion privilege-escalation|
T1134.003|Make and Impersonate Token|defense-evasion privilege-escalation|
T1134.004|Parent PID Spoofing|defense-evasion privilege-escalation|
T1134.005|SID-History Injection|defense-evasion privilege-escalation|
T1135|Network Share Discovery|discovery|
T1136|Create Account|persistence|
T1136.001|Local Account|persistence|
T1136.002|Domain Account|persistence|
T1136.003|Cloud Account|persistence|
T1137|Office Application Startup|persistence|
T1137.001|Office Template Macros|persistence|
T1137.002|Office Test|persistence|
T1137.003|Outlook Forms|persistence|
T1137.004|Outlook Home Page|persistence|
T1137.005|Outlook Rules|persistence|
T1137.006|Add-ins|persistence|
T1138|Application Shimming|persistence privilege-escalation|revoked T1546.011
T1139|Bash History|credential-access|revoked T1552.003
T1140|Deobfuscate/Decode Files or Information|defense-evasion|
T1141|Input Prompt|credential-access|revoked T1056.002
T1142|Keychain|credential-access|revoked T1555.001
T1143|Hidden Window|defense-evasion|revoked T1564.003
T1144|Gatekeeper Bypass|defense-evasion|revoked T1553.001
T1145|Private Keys|credential-access|revoked T1552.004
T1146|Clear Command History|defense-evasion|revoked T1070.003
T1147|Hidden Users|defense-evasion|revoked T1564.002
T1148|HISTCONTROL|defense-evasion|revoked T1562.003
T1149|LC_MAIN Hijacking|defense-evasion|deprecated
T1150|Plist Modification|defense-evasion persistence privilege-escalation|revoked T1547.011
T1151|Space after Filename|defense-evasion execution|revoked T1036.006
T1152|Launchctl|defense-evasion execution persistence|revoked T1569.001
T1153|Source|execution|deprecated
T1154|Trap|execution persistence|revoked T1546.005
T1155|AppleScript|execution|revoked T1059.002
T1156|Malicious Shell Modification|persistence|revoked T1546.004
T1157|Dylib Hijacking|persistence privilege-escalation|revoked T1574.004
T1158|Hidden Files and Directories|defense-evasion persistence|revoked T1564.001
T1159|Launch Agent|persistence|revoked T1543.001
T1160|Launch Daemon|persistence privilege-escalation|revoked T1543.004
T1161|LC_LOAD_DYLIB Addition|persistence|revoked T1546.006
T1162|Login Item|persistence|revoked T1547.011
T1163|Rc.common|persistence|revoked T1037.004
T1164|Re-opened Applications|persistence|revoked T1547.007
T1165|Startup Items|persistence privilege-escalation|revoked T1037.005
T1166|Setuid and Setgid|persistence privilege-escalation|revoked T1548.001
T1167|Securityd Memory|credential-access|revoked T1555.002
T1168|Local Job Scheduling|execution persistence|revoked T1053
T1169|Sudo|privilege-escalation|revoked T1548.003
T1170|Mshta|defense-evasion execution|revoked T1218.005
T1171|LLMNR/NBT-NS Poisoning and Relay|credential-access|revoked T1557.001
T1172|Domain Fronting|command-and-control|revoked T1090.004
T1173|Dynamic Data Exchange|execution|revoked T1559.002
T1174|Password Filter DLL|credential-access|revoked T1556.002
T1175|Component Object Model and Distributed COM|execution lateral-movement|deprecated
T1176|Software Extensions|persistence|
T1176.001|Browser Extensions|persistence|
T1176.002|IDE Extensions|persistence|
T1177|LSASS Driver|execution persistence|revoked T1547.008
T1178|SID-History Injection|privilege-escalation|revoked T1134.005
T1179|Hooking|credential-access persistence privilege-escalation|revoked T1056.004
T1180|Screensaver|persistence|revoked T1546.002
T1181|Extra Window Memory Injection|defense-evasion privilege-escalation|revoked T1055.011
T1182|AppCert DLLs|persistence privilege-escalation|revoked T1546.009
T1183|Image File Execution Options Injection|defense-evasion persistence privilege-escalation|revoked T1546.012
T1184|SSH Hijacking|lateral-movement|revoked T1563.001
T1185|Browser Session Hijacking|collection|
T1186|Process Doppelgänging|defense-evasion|revoked T1055.013
T1187|Forced Authentication|credential-access|
T1188|Multi-hop Proxy|command-and-control|revoked T1090.003
T1189|Drive-by Compromise|initial-access|
T1190|Exploit Public-Facing Application|initial-access|
T1191|CMSTP|defense-evasion execution|revoked T1218.003
T1192|Spearphishing Link|initial-access|revoked T1566.002
T1193|Spearphishing Attachment|initial-access|revoked T1566.001
T1194|Spearphishing via Service|initial-access|revoked T1566.003
T1195|Supply Chain Compromise|initial-access|
T1195.001|Compromise Software Dependencies and Development Tools|initial-access|
T1195.002|Compromise Software Supply Chain|initial-access|
T1195.003|Compromise Hardware Supply Chain|initial-access|
T1196|Control Panel Items|defense-evasion execution|revoked T1218.002
T1197|BITS Jobs|defense-evasion persistence|
T1198|SIP and Trust Provider Hijacking|defense-evasion persistence|revoked T1553.003
T1199|Trusted Relationship|initial-access|
T1200|Hardware Additions|initial-access|
T1201|Password Policy Discovery|discovery|
T1202|Indirect Command Execution|defense-evasion|
T1203|Exploitation for Client Execution|execution|
T1204|User Execution|execution|
T1204.001|Malicious Link|execution|
T1204.002|Malicious File|execution|
T1204.003|Malicious Image|execution|
T1204.004|Malicious Copy and Paste|execution|
T1204.005|Malicious Library|execution|
T1205|Traffic Signaling|command-and-control defense-evasion persistence|
T1205.001|Port Knocking|command-and-control defense-evasion persistence|
T1205.002|Socket Filters|command-and-control defense-evasion persistence|
T1206|Sudo Caching|privilege-escalation|revoked T1548.003
T1207|Rogue Domain Controller|defense-evasion|
T1208|Kerberoasting|credential-access|revoked T1558.003
T1209|Time Providers|persistence|revoked T1547.003
T1210|Exploitation of Remote Services|lateral-movement|
T1211|Exploitation for Defense Evasion|defense-evasion|
T1212|Exploitation for Credential Access|credential-access|
T1213|Data from Information Repositories|collection|
T1213.001|Confluence|collection|
T1213.002|Sharepoint|collection|
T1213.003|Code Repositories|collection|
T1213.004|Customer Relationship Management Software|collection|
T1213.005|Messaging Applications|collection|
T1213.006|Databases|collection|
T1214|Credentials in Registry|credential-access|revoked T1552.002
T1215|Kernel Modules and Extensions|persistence|revoked T1547.006
T1216|System Script Proxy Execution|defense-evasion|
T1216.001|PubPrn|defense-evasion|
T1216.002|SyncAppvPublishingServer|defense-evasion|
T1217|Browser Information Discovery|discovery|
T1218|System Binary Proxy Execution|defense-evasion|
T1218.001|Compiled HTML File|defense-evasion|
T1218.002|Control Panel|defense-evasion|
T1218.003|CMSTP|defense-evasion|
T1218.004|InstallUtil|defense-evasion|
T1218.005|Mshta|defense-evasion|
T1218.007|Msiexec|defense-evasion|
T1218.008|Odbcconf|defense-evasion|
T1218.009|Regsvcs/Regasm|defense-evasion|
T1218.010|Regsvr32|defense-evasion|
T1218.011|Rundll32|defense-evasion|
T1218.012|Verclsid|defense-evasion|
T1218.013|Mavinject|defense-evasion|
T1218.014|MMC|defense-evasion|
T1218.015|Electron Applications|defense-evasion|
T1219|Remote Access Tools|command-and-control|
T1219.001|IDE Tunneling|command-and-control|
T1219.002|Remote Desktop Software|command-and-control|
T1219.003|Remote Access Hardware|command-and-control|
T1220|XSL Script Processing|defense-evasion|
T1221|Template Injection|defense-evasion|
T1222|File and Directory Permissions Modification|defense-evasion|
T1222.001|Windows File and Directory Permissions Modification|defense-evasion|
T1222.002|Linux and Mac File and Directory Permissions Modification|defense-evasion|
T1223|Compiled HTML File|defense-evasion execution|revoked T1218.001
T1480|Execution Guardrails|defense-evasion|
T1480.001|Environmental Keying|defense-evasion|
T1480.002|Mutual Exclusion|defense-evasion|
T1482|Domain Trust Discovery|discovery|
T1483|Domain Generation Algorithms|command-and-control|revoked T1568.002
T1484|Domain or Tenant Policy Modification|defense-evasion privilege-escalation|
T1484.001|Group Policy Modification|defense-evasion privilege-escalation|
T1484.002|Trust Modification|defense-evasion privilege-escalation|
T1485|Data Destruction|impact|
T1485.001|Lifecycle-Triggered Deletion|impact|
T1486|Data Encrypted for Impact|impact|
T1487|Disk Structure Wipe|impact|revoked T1561.002
T1488|Disk Content Wipe|impact|revoked T1561.001
T1489|Service Stop|impact|
T1490|Inhibit System Recovery|impact|
T1491|Defacement|impact|
T1491.001|Internal Defacement|impact|
T1491.002|External Defacement|impact|
T1492|Stored Data Manipulation|impact|revoked T1565.001
T1493|Transmitted Data Manipulation|impact|revoked T1565.002
T1494|Runtime Data Manipulation|impact|revoked T1565.003
T1495|Firmware Corruption|impact|
T1496|Resource Hijacking|impact|
T1496.001|Compute Hijacking|impact|
T1496.002|Bandwidth Hijacking|impact|
T1496.003|SMS Pumping|impact|
T1496.004|Cloud Service Hijacking|impact|
T1497|Virtualization/Sandbox Evasion|defense-evasion discovery|
T1497.001|System Checks|defense-evasion discovery|
T1497.002|User Activity Based Checks|defense-evasion discovery|
T1497.003|Time Based Checks|defense-evasion discovery|
T1498|Network Denial of Service|impact|
T1498.001|Direct Network Flood|impact|
T1498.002|Reflection Amplification|impact|
T1499|Endpoint Denial of Service|impact|
T1499.001|OS Exhaustion Flood|impact|
T1499.002|Service Exhaustion Flood|impact|
T1499.003|Application Exhaustion Flood|impact|
T1499.004|Application or System Exploitation|impact|
T1500|Compile After Delivery|defense-evasion|revoked T1027.004
T1501|Systemd Service|persistence|revoked T1543.002
T1502|Parent PID Spoofing|defense-evasion privilege-escalation|revoked T1134.004
T1503|Credentials from Web Browsers|credential-access|revoked T1555.003
T1504|PowerShell Profile|persistence privilege-escalation|revoked T1546.013
T1505|Server Software Component|persistence|
T1505.001|SQL Stored Procedures|persistence|
T1505.002|Transport Agent|persistence|
T1505.003|Web Shell|persistence|
T1505.004|IIS Components|persistence|
T1505.005|Terminal Services DLL|persistence|
T1505.006|vSphere Installation Bundles|persistence|
T1506|Web Session Cookie|defense-evasion lateral-movement|revoked T1550.004
T1514|Elevated Execution with Prompt|privilege-escalation|revoked T1548.004
T1518|Software Discovery|discovery|
T1518.001|Security Software Discovery|discovery|
T1518.002|Backup Software Discovery|discovery|
T1519|Emond|persistence privilege-escalation|revoked T1546.014
T1522|Cloud Instance Metadata API|credential-access|revoked T1552.005
T1525|Implant Internal Image|persistence|
T1526|Cloud Service Discovery|discovery|
T1527|Application Access Token|defense-evasion lateral-movement|revoked T1550.001
T1528|Steal Application Access Token|credential-access|
T1529|System Shutdown/Reboot|impact|
T1530|Data from Cloud Storage|collection|
T1531|Account Access Removal|impact|
T1534|Internal Spearphishing|lateral-movement|
T1535|Unused/Unsupported Cloud Regions|defense-evasion|
T1536|Revert Cloud Instance|defense-evasion|revoked T1578.004
T1537|Transfer Data to Cloud Account|exfiltration|
T1538|Cloud Service Dashboard|discovery|
T1539|Steal Web Session Cookie|credential-access|
T1542|Pre-OS Boot|defense-evasion persistence|
T1542.001|System Firmware|defense-evasion persistence|
T1542.002|Component Firmware|defense-evasion persistence|
T1542.003|Bootkit|defense-evasion persistence|
T1542.004|ROMMONkit|defense-evasion persistence|
T1542.005|TFTP Boot|defense-evasion persistence|
T1543|Create or Modify System Process|persistence privilege-escalation|
T1543.001|Launch Agent|persistence privilege-escalation|
T1543.002|Systemd Service|persistence privilege-escalation|
T1543.003|Windows Service|persistence privilege-escalation|
T1543.004|Launch Daemon|persistence privilege-escalation|
T1543.005|Container Service|persistence privilege-escalation|
T1546|Event Triggered Execution|persistence privilege-escalation|
T1546.001|Change Default File Association|persistence privilege-escalation|
T1546.002|Screensaver|persistence privilege-escalation|
T1546.003|Windows Management Instrumentation Event Subscription|persistence privilege-escalation|
T1546.004|Unix Shell Configuration Modification|persistence privilege-escalation|
T1546.005|Trap|persistence privilege-escalation|
T1546.006|LC_LOAD_DYLIB Addition|persistence privilege-escalation|
T1546.007|Netsh Helper DLL|persistence privilege-escalation|
T1546.008|Accessibility Features|persistence privilege-escalation|
T1546.009|AppCert DLLs|persistence privilege-escalation|
T1546.010|AppInit DLLs|persistence privilege-escalation|
T1546.011|Application Shimming|persistence privilege-escalation|
T1546.012|Image File Execution Options Injection|persistence privilege-escalation|
T1546.013|PowerShell Profile|persistence privilege-escalation|
T1546.014|Emond|persistence privilege-escalation|
T1546.015|Component Object Model Hijacking|persistence privilege-escalation|
T1546.016|Installer Packages|persistence privilege-escalation|
T1546.017|Udev Rules|persistence privilege-escalation|
T1546.018|Python Startup Hooks|persistence privilege-escalation|
T1547|Boot or Logon Autostart Execution|persistence privilege-escalation|
T1547.001|Registry Run Keys / Startup Folder|persistence privilege-escalation|
T1547.002|Authentication Package|persistence privilege-escalation|
T1547.003|Time Providers|persistence privilege-escalation|
T1547.004|Winlogon Helper DLL|persistence privilege-escalation|
T1547.005|Security Support Provider|persistence privilege-escalation|
T1547.006|Kernel Modules and Extensions|persistence privilege-escalation|
T1547.007|Re-opened Applications|persistence privilege-escalation|
T1547.008|LSASS Driver|persistence privilege-escalation|
T1547.009|Shortcut Modification|persistence privilege-escalation|
T1547.010|Port Monitors|persistence privilege-escalation|
T1547.011|Plist Modification|persistence privilege-escalation|revoked T1647
T1547.012|Print Processors|persistence privilege-escalation|
T1547.013|XDG Autostart Entries|persistence privilege-escalation|
T1547.014|Active Setup|persistence privilege-escalation|
T1547.015|Login Items|persistence privilege-escalation|
T1548|Abuse Elevation Control Mechanism|defense-evasion privilege-escalation|
T1548.001|Setuid and Setgid|defense-evasion privilege-escalation|
T1548.002|Bypass User Account Control|defense-evasion privilege-escalation|
T1548.003|Sudo and Sudo Caching|defense-evasion privilege-escalation|
T1548.004|Elevated Execution with Prompt|defense-evasion privilege-escalation|
T1548.005|Temporary Elevated Cloud Access|defense-evasion privilege-escalation|
T1548.006|TCC Manipulation|defense-evasion privilege-escalation|
T1550|Use Alternate Authentication Material|defense-evasion lateral-movement|
T1550.001|Application Access Token|defense-evasion lateral-movement|
T1550.002|Pass the Hash|defense-evasion lateral-movement|
T1550.003|Pass the Ticket|defense-evasion lateral-movement|
T1550.004|Web Session Cookie|defense-evasion lateral-movement|
T1552|Unsecured Credentials|credential-access|
T1552.001|Credentials In Files|credential-access|
T1552.002|Credentials in Registry|credential-access|
T1552.003|Shell History|credential-access|
T1552.004|Private Keys|credential-access|
T1552.005|Cloud Instance Metadata API|credential-access|
T1552.006|Group Policy Preferences|credential-access|
T1552.007|Container API|credential-access|
T1552.008|Chat Messages|credential-access|
T1553|Subvert Trust Controls|defense-evasion|
T1553.001|Gatekeeper Bypass|defense-evasion|
T1553.002|Code Signing|defense-evasion|
T1553.003|SIP and Trust Provider Hijacking|defense-evasion|
T1553.004|Install Root Certificate|defense-evasion|
T1553.005|Mark-of-the-Web Bypass|defense-evasion|
T1553.006|Code Signing Policy Modification|defense-evasion|
T1554|Compromise Host Software Binary|persistence|
T1555|Credentials from Password Stores|credential-access|
T1555.001|Keychain|credential-access|
T1555.002|Securityd Memory|credential-access|
T1555.003|Credentials from Web Browsers|credential-access|
T1555.004|Windows Credential Manager|credential-access|
T1555.005|Password Managers|credential-access|
T1555.006|Cloud Secrets Management Stores|credential-access|
T1556|Modify Authentication Process|credential-access defense-evasion persistence|
T1556.001|Domain Controller Authentication|credential-access defense-evasion persistence|
T1556.002|Password Filter DLL|credential-access defense-evasion persistence|
T1556.003|Pluggable Authentication Modules|credential-access defense-evasion persistence|
T1556.004|Network Device Authentication|credential-access defense-evasion persistence|
T1556.005|Reversible Encryption|credential-access defense-evasion persistence|
T1556.006|Multi-Factor Authentication|credential-access defense-evasion persistence|
T1556.007|Hybrid Identity|credential-access defense-evasion persistence|
T1556.008|Network Provider DLL|credential-access defense-evasion persistence|
T1556.009|Conditional Access Policies|credential-access defense-evasion persistence|
T1557|Adversary-in-the-Middle|collection credential-access|
T1557.001|LLMNR/NBT-NS Poisoning and SMB Relay|collection credential-access|
T1557.002|ARP Cache Poisoning|collection credential-access|
T1557.003|DHCP Spoofing|collection credential-access|
T1557.004|Evil Twin|collection credential-access|
T1558|Steal or Forge Kerberos Tickets|credential-access|
T1558.001|Golden Ticket|credential-access|
T1558.002|Silver Ticket|credential-access|
T1558.003|Kerberoasting|credential-access|
T1558.004|AS-REP Roasting|credential-access|
T1558.005|Ccache Files|credential-access|
T1559|Inter-Process Communication|execution|
T1559.001|Component Object Model|execution|
T1559.002|Dynamic Data Exchange|execution|
T1559.003|XPC Services|execution|
T1560|Archive Collected Data|collection|
T1560.001|Archive via Utility|collection|
T1560.002|Archive via Library|collection|
T1560.003|Archive via Custom Method|collection|
T1561|Disk Wipe|impact|
T1561.001|Disk Content Wipe|impact|
T1561.002|Disk Structure Wipe|impact|
T1562|Impair Defenses|defense-evasion|
T1562.001|Disable or Modify Tools|defense-evasion|
T1562.002|Disable Windows Event Logging|defense-evasion|
T1562.003|Impair Command History Logging|defense-evasion|
T1562.004|Disable or Modify System Firewall|defense-evasion|
T1562.006|Indicator Blocking|defense-evasion|
T1562.007|Disable or Modify Cloud Firewall|defense-evasion|
T1562.008|Disable or Modify Cloud Logs|defense-evasion|
T1562.009|Safe Mode Boot|defense-evasion|
T1562.010|Downgrade Attack|defense-evasion|
T1562.011|Spoof Security Alerting|defense-evasion|
T1562.012|Disable or Modify Linux Audit System|defense-evasion|
T1562.013|Disable or Modify Network Device Firewall|defense-evasion|
T1563|Remote Service Session Hijacking|lateral-movement|
T1563.001|SSH Hijacking|lateral-movement|
T1563.002|RDP Hijacking|lateral-movement|
T1564|Hide Artifacts|defense-evasion|
T1564.001|Hidden Files and Directories|defense-evasion|
T1564.002|Hidden Users|defense-evasion|
T1564.003|Hidden Window|defense-evasion|
T1564.004|NTFS File Attributes|defense-evasion|
T1564.005|Hidden File System|defense-evasion|
T1564.006|Run Virtual Instance|defense-evasion|
T1564.007|VBA Stomping|defense-evasion|
T1564.008|Email Hiding Rules|defense-evasion|
T1564.009|Resource Forking|defense-evasion|
T1564.010|Process Argument Spoofing|defense-evasion|
T1564.011|Ignore Process Interrupts|defense-evasion|
T1564.012|File/Path Exclusions|defense-evasion|
T1564.013|Bind Mounts|defense-evasion|
T1564.014|Extended Attributes|defense-evasion|
T1565|Data Manipulation|impact|
T1565.001|Stored Data Manipulation|impact|
T1565.002|Transmitted Data Manipulation|impact|
T1565.003|Runtime Data Manipulation|impact|
T1566|Phishing|initial-access|
T1566.001|Spearphishing Attachment|initial-access|
T1566.002|Spearphishing Link|initial-access|
T1566.003|Spearphishing via Service|initial-access|
T1566.004|Spearphishing Voice|initial-access|
T1567|Exfiltration Over Web Service|exfiltration|
T1567.001|Exfiltration to Code Repository|exfiltration|
T1567.002|Exfiltration to Cloud Storage|exfiltration|
T1567.003|Exfiltration to Text Storage Sites|exfiltration|
T1567.004|Exfiltration Over Webhook|exfiltration|
T1568|Dynamic Resolution|command-and-control|
T1568.001|Fast Flux DNS|command-and-control|
T1568.002|Domain Generation Algorithms|command-and-control|
T1568.003|DNS Calculation|command-and-control|
T1569|System Services|execution|
T1569.001|Launchctl|execution|
T1569.002|Service Execution|execution|
T1569.003|Systemctl|execution|
T1570|Lateral Tool Transfer|lateral-movement|
T1571|Non-Standard Port|command-and-control|
T1572|Protocol Tunneling|command-and-control|
T1573|Encrypted Channel|command-and-control|
T1573.001|Symmetric Cryptography|command-and-control|
T1573.002|Asymmetric Cryptography|command-and-control|
T1574|Hijack Execution Flow|defense-evasion persistence privilege-escalation|
T1574.001|DLL|defense-evasion persistence privilege-escalation|
T1574.002|DLL Side-Loading|defense-evasion persistence privilege-escalation|revoked T1574.001
T1574.004|Dylib Hijacking|defense-evasion persistence privilege-escalation|
T1574.005|Executable Installer File Permissions Weakness|defense-evasion persistence privilege-escalation|
T1574.006|Dynamic Linker Hijacking|defense-evasion persistence privilege-escalation|
T1574.007|Path Interception by PATH Environment Variable|defense-evasion persistence privilege-escalation|
T1574.008|Path Interception by Search Order Hijacking|defense-evasion persistence privilege-escalation|
T1574.009|Path Interception by Unquoted Path|defense-evasion persistence privilege-escalation|
T1574.010|Services File Permissions Weakness|defense-evasion persistence privilege-escalation|
T1574.011|Services Registry Permissions Weakness|defense-evasion persistence privilege-escalation|
T1574.012|COR_PROFILER|defense-evasion persistence privilege-escalation|
T1574.013|KernelCallbackTable|defense-evasion persistence privilege-escalation|
T1574.014|AppDomainManager|defense-evasion persistence privilege-escalation|
T1578|Modify Cloud Compute Infrastructure|defense-evasion|
T1578.001|Create Snapshot|defense-evasion|
T1578.002|Create Cloud Instance|defense-evasion|
T1578.003|Delete Cloud Instance|defense-evasion|
T1578.004|Revert Cloud Instance|defense-evasion|
T1578.005|Modify Cloud Compute Configurations|defense-evasion|
T1580|Cloud Infrastructure Discovery|discovery|
T1583|Acquire Infrastructure|resource-development|
T1583.001|Domains|resource-development|
T1583.002|DNS Server|resource-development|
T1583.003|Virtual Private Server|resource-development|
T1583.004|Server|resource-development|
T1583.005|Botnet|resource-development|
T1583.006|Web Services|resource-development|
T1583.007|Serverless|resource-development|
T1583.008|Malvertising|resource-development|
T1584|Compromise Infrastructure|resource-development|
T1584.001|Domains|resource-development|
T1584.002|DNS Server|resource-development|
T1584.003|Virtual Private Server|resource-development|
T1584.004|Server|resource-development|
T1584.005|Botnet|resource-development|
T1584.006|Web Services|resource-development|
T1584.007|Serverless|resource-development|
T1584.008|Network Devices|resource-development|
T1585|Establish Accounts|resource-development|
T1585.001|Social Media Accounts|resource-development|
T1585.002|Email Accounts|resource-development|
T1585.003|Cloud Accounts|resource-development|
T1586|Compromise Accounts|resource-development|
T1586.001|Social Media Accounts|resource-development|
T1586.002|Email Accounts|resource-development|
T1586.003|Cloud Accounts|resource-development|
T1587|Develop Capabilities|resource-development|
T1587.001|Malware|resource-development|
T1587.002|Code Signing Certificates|resource-development|
T1587.003|Digital Certificates|resource-development|
T1587.004|Exploits|resource-development|
T1588|Obtain Capabilities|resource-development|
T1588.001|Malware|resource-development|
T1588.002|Tool|resource-development|
T1588.003|Code Signing Certificates|resource-development|
T1588.004|Digital Certificates|resource-development|
T1588.005|Exploits|resource-development|
T1588.006|Vulnerabilities|resource-development|
T1588.007|Artificial Intelligence|resource-development|
T1589|Gather Victim Identity Information|reconnaissance|
T1589.001|Credentials|reconnaissance|
T1589.002|Email Addresses|reconnaissance|
T1589.003|Employee Names|reconnaissance|
T1590|Gather Victim Network Information|reconnaissance|
T1590.001|Domain Properties|reconnaissance|
T1590.002|DNS|reconnaissance|
T1590.003|Network Trust Dependencies|reconnaissance|
T1590.004|Network Topology|reconnaissance|
T1590.005|IP Addresses|reconnaissance|
T1590.006|Network Security Appliances|reconnaissance|
T1591|Gather Victim Org Information|reconnaissance|
T1591.001|Determine Physical Locations|reconnaissance|
T1591.002|Business Relationships|reconnaissance|
T1591.003|Identify Business Tempo|reconnaissance|
T1591.004|Identify Roles|reconnaissance|
T1592|Gather Victim Host Information|reconnaissance|
T1592.001|Hardware|reconnaissance|
T1592.002|Software|reconnaissance|
T1592.003|Firmware|reconnaissance|
T1592.004|Client Configurations|reconnaissance|
T1593|Search Open Websites/Domains|reconnaissance|
T1593.001|Social Media|reconnaissance|
T1593.002|Search Engines|reconnaissance|
T1593.003|Code Repositories|reconnaissance|
T1594|Search Victim-Owned Websites|reconnaissance|
T1595|Active Scanning|reconnaissance|
T1595.001|Scanning IP Blocks|reconnaissance|
T1595.002|Vulnerability Scanning|reconnaissance|
T1595.003|Wordlist Scanning|reconnaissance|
T1596|Search Open Technical Databases|reconnaissance|
T1596.001|DNS/Passive DNS|reconnaissance|
T1596.002|WHOIS|reconnaissance|
T1596.003|Digital Certificates|reconnaissance|
T1596.004|CDNs|reconnaissance|
T1596.005|Scan Databases|reconnaissance|
T1597|Search Closed Sources|reconnaissance|
T1597.001|Threat Intel Vendors|reconnaissance|
T1597.002|Purchase Technical Data|reconnaissance|
T1598|Phishing for Information|reconnaissance|
T1598.001|Spearphishing Service|reconnaissance|
T1598.002|Spearphishing Attachment|reconnaissance|
T1598.003|Spearphishing Link|reconnaissance|
T1598.004|Spearphishing Voice|reconnaissance|
T1599|Network Boundary Bridging|defense-evasion|
T1599.001|Network Address Translation Traversal|defense-evasion|
T1600|Weaken Encryption|defense-evasion|
T1600.001|Reduce Key Space|defense-evasion|
T1600.002|Disable Crypto Hardware|defense-evasion|
T1601|Modify System Image|defense-evasion|
T1601.001|Patch System Image|defense-evasion|
T1601.002|Downgrade System Image|defense-evasion|
T1602|Data from Configuration Repository|collection|
T1602.001|SNMP (MIB Dump)|collection|
T1602.002|Network Device Configuration Dump|collection|
T1606|Forge Web Credentials|credential-access|
T1606.001|Web Cookies|credential-access|
T1606.002|SAML Tokens|credential-access|
T1608|Stage Capabilities|resource-development|
T1608.001|Upload Malware|resource-development|
T1608.002|Upload Tool|resource-development|
T1608.003|Install Digital Certificate|resource-development|
T1608.004|Drive-by Target|resource-development|
T1608.005|Link Target|resource-development|
T1608.006|SEO Poisoning|resource-development|
T1609|Container Administration Command|execution|
T1610|Deploy Container|defense-evasion execution|
T1611|Escape to Host|privilege-escalation|
T1612|Build Image on Host|defense-evasion|
T1613|Container and Resource Discovery|discovery|
T1614|System Location Discovery|discovery|
T1614.001|System Language Discovery|discovery|
T1615|Group Policy Discovery|discovery|
T1619|Cloud Storage Object Discovery|discovery|
T1620|Reflective Code Loading|defense-evasion|
T1621|Multi-Factor Authentication Request Generation|credential-access|
T1622|Debugger Evasion|defense-evasion discovery|
T1647|Plist File Modification|defense-evasion|
T1648|Serverless Execution|execution|
T1649|Steal or Forge Authentication Certificates|credential-access|
T1650|Acquire Access|resource-development|
T1651|Cloud Administration Command|execution|
T1652|Device Driver Discovery|discovery|
T1653|Power Settings|persistence|
T1654|Log Enumeration|discovery|
T1656|Impersonation|defense-evasion|
T1657|Financial Theft|impact|
T1659|Content Injection|command-and-control initial-access|
T1665|Hide Infrastructure|command-and-control|
T1666|Modify Cloud Resource Hierarchy|defense-evasion|
T1667|Email Bombing|impact|
T1668|Exclusive Control|persistence|
T1669|Wi-Fi Networks|initial-access|
T1671|Cloud Application Integration|persistence|
T1672|Email Spoofing|defense-evasion|
T1673|Virtual Machine Discovery|discovery|
T1674|Input Injection|execution|
T1675|ESXi Administration Command|execution|
T1677|Poisoned Pipeline Execution|execution|
T1678|Delay Execution|defense-evasion|
T1679|Selective Exclusion|defense-evasion|
T1680|Local Storage Discovery|discovery|
T1681|Search Threat Vendor Data|reconnaissance|`;

/** `id|name|short name`. */
export const tacticLines = `TA0001|Initial Access|initial-access
TA0002|Execution|execution
TA0003|Persistence|persistence
TA0004|Privilege Escalation|privilege-escalation
TA0005|Defense Evasion|defense-evasion
TA0006|Credential Access|credential-access
TA0007|Discovery|discovery
TA0008|Lateral Movement|lateral-movement
TA0009|Collection|collection
TA0010|Exfiltration|exfiltration
TA0011|Command and Control|command-and-control
TA0040|Impact|impact
TA0042|Resource Development|resource-development
TA0043|Reconnaissance|reconnaissance
TA0100|Collection|collection
TA0101|Command and Control|command-and-control
TA0102|Discovery|discovery
TA0103|Evasion|evasion
TA0104|Execution|execution
TA0105|Impact|impact
TA0106|Impair Process Control|impair-process-control
TA0107|Inhibit Response Function|inhibit-response-function
TA0108|Initial Access|initial-access
TA0109|Lateral Movement|lateral-movement
TA0110|Persistence|persistence
TA0111|Privilege Escalation|privilege-escalation`;

/** `id|state` of groups, software, mitigations, campaigns, data sources, data components and assets. */
export const otherLines = `A0001|
A0002|
A0003|
A0004|
A0005|
A0006|
A0007|
A0008|
A0009|
A0010|
A0011|
A0012|
A0013|
A0014|
A0015|
A0016|
A0017|
A0018|
C0001|
C0002|
C0004|
C0005|
C0006|
C0007|
C0009|deprecated
C0010|
C0011|
C0012|
C0013|
C0014|
C0015|
C0016|
C0017|
C0018|
C0020|
C0021|
C0022|
C0023|
C0024|
C0025|
C0026|
C0027|
C0028|
C0029|
C0030|
C0031|
C0032|
C0033|
C0034|
C0035|
C0036|
C0037|
C0038|
C0039|
C0040|
C0041|
C0042|
C0043|
C0044|
C0045|
C0046|
C0047|
C0048|
C0049|
C0050|
C0051|
C0052|
C0053|
C0055|
C0056|
C0057|
C0058|
C0059|
DC0001|
DC0002|
DC0003|
DC0004|
DC0005|
DC0006|
DC0007|
DC0008|
DC0009|
DC0010|
DC0011|
DC0012|
DC0013|
DC0014|
DC0015|
DC0016|
DC0017|
DC0018|
DC0019|
DC0020|
DC0021|
DC0022|
DC0023|
DC0024|
DC0025|
DC0026|
DC0027|
DC0028|
DC0029|
DC0030|
DC0031|
DC0032|
DC0033|
DC0034|
DC0035|
DC0036|
DC0037|
DC0038|
DC0039|
DC0040|
DC0041|
DC0042|
DC0043|
DC0044|
DC0045|
DC0046|
DC0047|
DC0048|
DC0049|
DC0050|
DC0051|
DC0052|
DC0053|
DC0054|
DC0055|
DC0056|
DC0057|
DC0058|
DC0059|
DC0060|
DC0061|
DC0062|
DC0063|
DC0064|
DC0065|
DC0066|
DC0067|
DC0068|
DC0069|
DC0070|
DC0071|
DC0072|
DC0073|
DC0074|
DC0075|
DC0076|
DC0077|
DC0078|
DC0079|
DC0080|
DC0081|
DC0082|
DC0083|
DC0084|
DC0085|
DC0086|
DC0087|
DC0088|
DC0089|
DC0090|
DC0091|
DC0092|
DC0093|
DC0094|
DC0095|
DC0096|
DC0097|
DC0098|
DC0099|
DC0100|
DC0101|
DC0102|
DC0103|
DC0104|
DC0105|
DC0106|
DC0107|
DC0108|
DC0109|
DC0110|
DC0111|
DC0120|deprecated
DC0121|deprecated
DC0122|deprecated
DS0001|deprecated
DS0002|deprecated
DS0003|deprecated
DS0004|deprecated
DS0005|deprecated
DS0006|deprecated
DS0007|deprecated
DS0008|deprecated
DS0009|deprecated
DS0010|deprecated
DS0011|deprecated
DS0012|deprecated
DS0013|deprecated
DS0014|deprecated
DS0015|deprecated
DS0016|deprecated
DS0017|deprecated
DS0018|deprecated
DS0019|deprecated
DS0020|deprecated
DS0021|deprecated
DS0022|deprecated
DS0023|deprecated
DS0024|deprecated
DS0025|deprecated
DS0026|deprecated
DS0027|deprecated
DS0028|deprecated
DS0029|deprecated
DS0030|deprecated
DS0031|deprecated
DS0032|deprecated
DS0033|deprecated
DS0034|deprecated
DS0035|deprecated
DS0036|deprecated
DS0037|deprecated
DS0038|deprecated
DS0039|deprecated
DS0040|deprecated
G0001|
G0002|
G0003|
G0004|
G0005|
G0006|
G0007|
G0008|
G0009|
G0010|
G0011|
G0012|
G0013|
G0014|deprecated
G0015|deprecated
G0016|
G0017|
G0018|
G0019|
G0020|
G0021|
G0022|
G0023|
G0024|
G0025|
G0026|
G0027|
G0028|
G0029|
G0030|
G0031|deprecated
G0032|
G0033|
G0034|
G0035|
G0036|
G0037|
G0038|
G0039|
G0040|
G0041|
G0042|revoked G0040
G0043|
G0044|
G0045|
G0046|
G0047|
G0048|
G0049|
G0050|
G0051|
G0052|
G0053|
G0054|
G0055|
G0056|
G0057|revoked G0049
G0058|revoked G0059
G0059|
G0060|
G0061|
G0062|
G0063|
G0064|
G0065|
G0066|
G0067|
G0068|
G0069|
G0070|
G0071|
G0072|deprecated
G0073|
G0074|revoked G0035
G0075|
G0076|
G0077|
G0078|
G0079|
G0080|
G0081|
G0082|
G0083|
G0084|
G0085|
G0086|revoked G0094
G0087|
G0088|
G0089|
G0090|
G0091|
G0092|
G0093|
G0094|
G0095|
G0096|
G0098|
G0099|
G0100|
G0101|deprecated
G0102|
G0103|
G0104|deprecated
G0105|
G0106|
G0107|
G0108|
G0112|
G0114|
G0115|
G0116|deprecated
G0117|
G0118|revoked G0016
G0119|
G0120|
G0121|
G0122|
G0123|
G0124|
G0125|
G0126|
G0127|
G0128|
G0129|
G0130|
G0131|
G0132|deprecated
G0133|
G0134|
G0135|
G0136|
G0137|
G0138|
G0139|
G0140|
G0141|deprecated
G0142|
G0143|
G1000|
G1001|
G1002|
G1003|
G1004|
G1005|
G1006|
G1007|
G1008|
G1009|
G1011|
G1012|
G1013|
G1014|
G1015|
G1016|
G1017|
G1018|
G1019|
G1020|
G1021|
G1022|
G1023|
G1024|
G1026|
G1027|
G1028|
G1030|
G1031|
G1032|
G1033|
G1034|
G1035|
G1036|
G1037|
G1038|
G1039|
G1040|
G1041|
G1042|
G1043|
G1044|
G1045|
G1046|
G1047|
G1048|
G1049|
G1050|
G1051|
G1052|
G1053|
M0800|
M0801|
M0802|
M0803|
M0804|
M0805|
M0806|
M0807|
M0808|
M0809|
M0810|
M0811|
M0812|
M0813|
M0814|
M0815|
M0816|
M0817|
M0818|
M0913|
M0915|
M0916|
M0917|
M0918|
M0919|
M0920|
M0921|
M0922|
M0924|
M0926|
M0927|
M0928|
M0930|
M0931|
M0932|
M0934|
M0935|
M0936|
M0937|
M0938|
M0941|
M0942|
M0944|
M0945|
M0946|
M0947|
M0948|
M0949|
M0950|
M0951|
M0953|
M0954|
M1013|
M1015|
M1016|
M1017|
M1018|
M1019|
M1020|
M1021|
M1022|
M1024|
M1025|
M1026|
M1027|
M1028|
M1029|
M1030|
M1031|
M1032|
M1033|
M1034|
M1035|
M1036|
M1037|
M1038|
M1039|
M1040|
M1041|
M1042|
M1043|
M1044|
M1045|
M1046|
M1047|
M1048|
M1049|
M1050|
M1051|
M1052|
M1053|
M1054|
M1055|
M1056|
M1057|
M1060|
S0001|
S0002|
S0003|
S0004|
S0005|
S0006|
S0007|
S0008|
S0009|
S0010|
S0011|
S0012|
S0013|
S0014|
S0015|
S0016|
S0017|
S0018|
S0019|
S0020|
S0021|
S0022|
S0023|
S0024|
S0025|
S0026|
S0027|
S0028|
S0029|
S0030|
S0031|
S0032|
S0033|
S0034|
S0035|
S0036|
S0037|
S0038|
S0039|
S0040|
S0041|
S0042|
S0043|
S0044|
S0045|
S0046|
S0047|
S0048|
S0049|
S0050|
S0051|
S0052|
S0053|
S0054|
S0055|
S0056|
S0057|
S0058|
S0059|
S0060|
S0061|
S0062|
S0063|
S0064|
S0065|
S0066|
S0067|
S0068|
S0069|
S0070|
S0071|
S0072|
S0073|
S0074|
S0075|
S0076|
S0077|
S0078|
S0079|
S0080|
S0081|
S0082|
S0083|
S0084|
S0085|
S0086|
S0087|
S0088|
S0089|
S0090|
S0091|
S0092|
S0093|
S0094|
S0095|
S0096|
S0097|
S0098|
S0099|
S0100|
S0101|
S0102|
S0103|
S0104|
S0105|
S0106|
S0107|
S0108|
S0109|
S0110|
S0111|
S0112|
S0113|
S0114|
S0115|
S0116|
S0117|
S0118|
S0119|
S0120|
S0121|
S0122|
S0123|
S0124|
S0125|
S0126|
S0127|
S0128|
S0129|
S0130|
S0131|
S0132|
S0133|
S0134|
S0135|
S0136|
S0137|
S0138|
S0139|
S0140|
S0141|
S0142|
S0143|
S0144|
S0145|
S0146|
S0147|
S0148|
S0149|
S0150|
S0151|
S0152|
S0153|
S0154|
S0155|
S0156|
S0157|
S0158|
S0159|
S0160|
S0161|
S0162|
S0163|
S0164|
S0165|
S0166|
S0167|
S0168|
S0169|
S0170|
S0171|
S0172|
S0173|
S0174|
S0175|
S0176|
S0177|
S0178|
S0179|
S0180|
S0181|
S0182|
S0183|
S0184|
S0185|
S0186|
S0187|
S0188|
S0189|
S0190|
S0191|
S0192|
S0193|
S0194|
S0195|
S0196|
S0197|
S0198|
S0199|
S0200|
S0201|
S0202|
S0203|
S0204|
S0205|
S0206|
S0207|
S0208|
S0209|revoked S0012
S0210|
S0211|
S0212|
S0213|
S0214|
S0215|
S0216|
S0217|
S0218|
S0219|
S0220|
S0221|
S0222|
S0223|
S0224|
S0225|
S0226|
S0227|
S0228|
S0229|
S0230|
S0231|
S0232|
S0233|
S0234|
S0235|
S0236|
S0237|
S0238|
S0239|
S0240|
S0241|
S0242|
S0243|
S0244|
S0245|
S0246|
S0247|
S0248|
S0249|
S0250|
S0251|
S0252|
S0253|
S0254|
S0255|
S0256|
S0257|
S0258|
S0259|
S0260|
S0261|
S0262|
S0263|
S0264|
S0265|
S0266|
S0267|
S0268|
S0269|
S0270|
S0271|
S0272|
S0273|
S0274|
S0275|
S0276|
S0277|
S0278|
S0279|
S0280|
S0281|
S0282|
S0283|
S0284|
S0330|
S0331|
S0332|
S0333|
S0334|
S0335|
S0336|
S0337|
S0338|
S0339|
S0340|
S0341|
S0342|
S0343|
S0344|
S0345|
S0346|
S0347|
S0348|
S0349|
S0350|
S0351|
S0352|
S0353|
S0354|
S0355|
S0356|
S0357|
S0358|
S0359|
S0360|
S0361|
S0362|
S0363|
S0364|
S0365|
S0366|
S0367|
S0368|
S0369|
S0370|
S0371|
S0372|
S0373|
S0374|
S0375|
S0376|
S0377|
S0378|
S0379|
S0380|
S0381|
S0382|
S0383|
S0384|
S0385|
S0386|
S0387|
S0388|
S0389|
S0390|
S0391|
S0393|
S0394|
S0395|
S0396|
S0397|
S0398|
S0400|
S0401|
S0402|
S0404|
S0409|
S0410|
S0412|
S0413|
S0414|
S0415|
S0416|
S0417|
S0428|
S0430|
S0431|
S0433|
S0434|
S0435|
S0436|
S0437|
S0438|
S0439|
S0441|
S0442|
S0443|
S0444|
S0445|
S0446|
S0447|
S0448|
S0449|
S0450|
S0451|
S0452|
S0453|
S0454|
S0455|
S0456|
S0457|
S0458|
S0459|
S0460|
S0461|
S0462|
S0464|
S0465|
S0466|
S0467|
S0468|
S0469|
S0470|
S0471|
S0472|
S0473|
S0475|
S0476|
S0477|
S0481|
S0482|
S0483|
S0484|
S0486|
S0487|
S0488|
S0491|
S0492|
S0493|
S0495|
S0496|
S0497|
S0498|
S0499|
S0500|
S0501|
S0502|
S0503|
S0504|
S0508|
S0511|
S0512|
S0513|
S0514|
S0515|
S0516|
S0517|
S0518|
S0519|
S0520|
S0521|
S0526|
S0527|
S0528|
S0530|
S0531|
S0532|
S0533|
S0534|
S0537|
S0538|
S0543|
S0546|
S0547|
S0552|
S0553|
S0554|
S0556|
S0559|
S0560|
S0561|
S0562|
S0564|
S0565|
S0567|
S0568|
S0569|
S0570|
S0572|
S0574|
S0575|
S0576|
S0578|
S0579|
S0581|
S0582|
S0583|
S0584|
S0585|
S0586|
S0587|
S0588|
S0589|
S0590|
S0591|
S0592|
S0593|
S0594|
S0595|
S0596|
S0597|
S0598|
S0599|
S0600|
S0601|
S0603|
S0604|
S0605|
S0606|
S0607|
S0608|
S0609|deprecated
S0610|
S0611|
S0612|
S0613|
S0614|
S0615|
S0616|
S0617|
S0618|
S0622|
S0623|
S0624|
S0625|
S0626|
S0627|
S0628|
S0629|
S0630|
S0631|
S0632|
S0633|
S0634|
S0635|
S0636|
S0637|
S0638|
S0639|
S0640|
S0641|
S0642|
S0643|
S0644|
S0645|
S0646|
S0647|
S0648|
S0649|
S0650|
S0651|
S0652|
S0653|
S0654|
S0657|
S0658|
S0659|
S0660|
S0661|
S0662|
S0663|
S0664|
S0665|
S0666|
S0667|
S0668|
S0669|
S0670|
S0671|
S0672|
S0673|
S0674|
S0677|
S0678|
S0679|
S0680|
S0681|
S0682|
S0683|
S0684|
S0685|
S0686|
S0687|
S0688|
S0689|
S0690|
S0691|
S0692|
S0693|
S0694|
S0695|
S0696|
S0697|
S0698|
S0699|
S1000|
S1006|
S1009|
S1010|
S1011|
S1012|
S1013|
S1014|
S1015|
S1016|
S1017|
S1018|
S1019|
S1020|
S1021|
S1022|
S1023|
S1024|
S1025|
S1026|
S1027|
S1028|
S1029|
S1030|
S1031|
S1032|
S1033|
S1034|
S1035|
S1037|
S1039|
S1040|
S1041|
S1042|
S1043|
S1044|
S1045|
S1046|
S1047|
S1048|
S1049|
S1050|
S1051|
S1052|
S1053|
S1058|
S1059|
S1060|
S1063|
S1064|
S1065|
S1066|
S1068|
S1070|
S1071|
S1072|
S1073|
S1074|
S1075|
S1076|
S1078|
S1081|
S1084|
S1085|
S1086|
S1087|
S1088|
S1089|
S1090|
S1091|
S1096|
S1097|
S1099|
S1100|
S1101|
S1102|
S1104|
S1105|
S1106|
S1107|
S1108|
S1109|
S1110|
S1111|
S1112|
S1113|
S1114|
S1115|
S1116|
S1117|
S1118|
S1119|
S1120|
S1121|
S1122|
S1123|
S1124|
S1125|
S1129|
S1130|
S1131|
S1132|
S1133|
S1134|
S1135|
S1136|
S1137|
S1138|
S1139|
S1140|
S1141|
S1142|
S1143|
S1144|
S1145|
S1146|
S1147|
S1148|
S1149|
S1150|
S1151|
S1152|
S1153|
S1154|
S1155|
S1156|
S1157|
S1158|
S1159|
S1160|
S1161|
S1162|
S1163|
S1164|
S1165|
S1166|
S1167|
S1168|
S1169|
S1170|
S1171|
S1172|
S1173|
S1176|
S1178|
S1179|
S1180|
S1181|
S1182|
S1183|
S1184|
S1185|
S1186|
S1187|
S1188|
S1189|
S1190|
S1191|
S1192|
S1193|
S1194|
S1196|
S1197|
S1198|
S1199|
S1200|
S1201|
S1202|
S1203|
S1204|
S1205|
S1206|
S1207|
S1209|
S1210|
S1211|
S1212|
S1213|
S1217|
S1218|
S1219|
S1220|
S1221|
S1222|
S1223|
S1224|
S1226|
S1227|
S1228|
S1229|
S1230|
S1232|
S1233|
S1234|
S1235|
S1236|
S1237|
S1238|
S1239|
S1240|
S1242|
S1244|
S1245|
S1246|
S1247|
S1248|
S1249|
S9000|revoked S0508
T1001|deprecated
T1002|deprecated
T1003|deprecated
T1004|deprecated
T1005|deprecated
T1006|deprecated
T1007|deprecated
T1008|deprecated
T1009|deprecated
T1010|deprecated
T1011|deprecated
T1012|deprecated
T1013|deprecated
T1014|deprecated
T1015|deprecated
T1016|deprecated
T1017|deprecated
T1018|deprecated
T1019|deprecated
T1020|deprecated
T1022|deprecated
T1023|deprecated
T1024|deprecated
T1025|deprecated
T1026|deprecated
T1028|deprecated
T1029|deprecated
T1030|deprecated
T1031|deprecated
T1032|deprecated
T1033|deprecated
T1034|deprecated
T1035|deprecated
T1036|deprecated
T1037|deprecated
T1038|deprecated
T1039|deprecated
T1040|deprecated
T1041|deprecated
T1042|deprecated
T1043|deprecated
T1044|deprecated
T1045|deprecated
T1046|deprecated
T1049|deprecated
T1050|deprecated
T1051|deprecated
T1052|deprecated
T1053|deprecated
T1054|deprecated
T1057|deprecated
T1058|deprecated
T1060|deprecated
T1061|deprecated
T1062|deprecated
T1063|deprecated
T1064|deprecated
T1065|deprecated
T1066|deprecated
T1067|deprecated
T1068|deprecated
T1069|deprecated
T1070|deprecated
T1072|deprecated
T1073|deprecated
T1074|deprecated
T1075|deprecated
T1076|deprecated
T1077|deprecated
T1078|deprecated
T1079|deprecated
T1080|deprecated
T1081|deprecated
T1082|deprecated
T1083|deprecated
T1084|deprecated
T1085|deprecated
T1086|deprecated
T1087|deprecated
T1088|deprecated
T1089|deprecated
T1091|deprecated
T1092|deprecated
T1093|deprecated
T1094|deprecated
T1095|deprecated
T1096|deprecated
T1097|deprecated
T1099|deprecated
T1100|deprecated
T1101|deprecated
T1102|deprecated
T1103|deprecated
T1104|deprecated
T1105|deprecated
T1107|deprecated
T1108|deprecated
T1109|deprecated
T1110|deprecated
T1111|deprecated
T1112|deprecated
T1113|deprecated
T1114|deprecated
T1115|deprecated
T1116|deprecated
T1117|deprecated
T1118|deprecated
T1119|deprecated
T1120|deprecated
T1121|deprecated
T1122|deprecated
T1123|deprecated
T1124|deprecated
T1125|deprecated
T1126|deprecated
T1128|deprecated
T1129|deprecated
T1130|deprecated
T1131|deprecated
T1132|deprecated
T1133|deprecated
T1134|deprecated
T1135|deprecated
T1136|deprecated
T1138|deprecated
T1139|deprecated
T1140|deprecated
T1141|deprecated
T1142|deprecated
T1143|deprecated
T1144|deprecated
T1145|deprecated
T1146|deprecated
T1147|deprecated
T1148|deprecated
T1149|deprecated
T1150|deprecated
T1151|deprecated
T1152|deprecated
T1153|deprecated
T1154|deprecated
T1155|deprecated
T1156|deprecated
T1157|deprecated
T1158|deprecated
T1159|deprecated
T1160|deprecated
T1161|deprecated
T1162|deprecated
T1163|deprecated
T1164|deprecated
T1165|deprecated
T1166|deprecated
T1168|deprecated
T1169|deprecated
T1170|deprecated
T1171|deprecated
T1172|deprecated
T1173|deprecated
T1174|deprecated
T1175|deprecated
T1176|deprecated
T1177|deprecated
T1178|deprecated
T1179|deprecated
T1180|deprecated
T1181|deprecated
T1182|deprecated
T1183|deprecated
T1184|deprecated
T1185|deprecated
T1186|deprecated
T1187|deprecated
T1188|deprecated
T1189|deprecated
T1190|deprecated
T1191|deprecated
T1192|deprecated
T1193|deprecated
T1194|deprecated
T1195|deprecated
T1196|deprecated
T1197|deprecated
T1198|deprecated
T1199|deprecated
T1200|deprecated
T1201|deprecated
T1202|deprecated
T1203|deprecated
T1204|deprecated
T1205|deprecated
T1206|deprecated
T1207|deprecated
T1208|deprecated
T1209|deprecated
T1210|deprecated
T1211|deprecated
T1212|deprecated
T1213|deprecated
T1214|deprecated
T1215|deprecated
T1216|deprecated
T1217|deprecated
T1219|deprecated
T1220|deprecated
T1221|deprecated
T1223|deprecated
T1480|deprecated
T1482|deprecated
T1483|deprecated
T1486|deprecated
T1488|deprecated
T1489|deprecated
T1490|deprecated
T1491|deprecated
T1492|deprecated
T1493|deprecated
T1494|deprecated
T1495|deprecated
T1496|deprecated
T1498|deprecated
T1499|deprecated
T1500|deprecated
T1501|deprecated`;
