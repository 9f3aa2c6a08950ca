// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/text/report_style.h"

namespace ptscope {

const std::string_view reportStyle = R"(
:root{color-scheme:light dark;--bg:#FFFFFF;--panel:#F3F5F8;--line:#D6DCE3;--t1:#12171D;--t2:#434E5B;--t3:#5D6977;
--warn:#8F5400;--error:#B3261E;--ok:#00705C;--l2:#6B7686;--l3:#3B4FE0;--l4:#0B7F66;--l5:#5F7017;--l6:#AB8900;
--a1:#1E95D8;--a2:#D27200;--a3:#0A8F74;--a4:#B3140A;--a5:#7F2FA6;--a6:#574F4A;
--added:#00577A;--removed:#7A4A00;--changed:#4E4A40;--moved:#6B2F7B;--split:#B3261E;--merged:#00614F}
@media screen and (prefers-color-scheme:dark){:root{--bg:#0E1116;--panel:#151A21;--line:#28313C;--t1:#E6EBF1;--t2:#A9B4C2;
--t3:#8593A3;--warn:#F2B233;--error:#FF6B57;--ok:#3DB08A;--l2:#7A8598;--l3:#5C82FF;--l4:#0FA97C;--l5:#A4BE2C;--l6:#FBE54A;
--a1:#5CC3F5;--a2:#F2B233;--a3:#3DB08A;--a4:#F0361B;--a5:#B565AE;--a6:#F2EFD2;
--added:#79D3F0;--removed:#FFC02E;--changed:#DAD4B4;--moved:#C07AD0;--split:#FF5C3D;--merged:#16AE8B}}
body{background:var(--bg);color:var(--t1);font:14px/1.45 Inter,"DejaVu Sans",sans-serif;max-width:1100px;margin:0 auto;padding:24px}
h1{font-size:22px;margin:0 0 4px}h2{font-size:16px;margin:32px 0 8px;border-top:1px solid var(--line);padding-top:16px}
h3{font-size:14px;margin:20px 0 4px}p{margin:4px 0;color:var(--t2)}.quiet{color:var(--t3)}.warn{color:var(--warn)}
.sim{border:2px dashed var(--warn);padding:8px 12px;color:var(--warn);font-weight:600}
table{border-collapse:collapse;margin:8px 0}caption{text-align:left;color:var(--t3);padding:2px 0}
th{text-align:left;color:var(--t3);font-weight:500;font-size:12px}th,td{padding:2px 16px 2px 0;vertical-align:top}
td{border-top:1px solid var(--line)}.n,th.n{text-align:right}
.n,.m,code{font-family:"JetBrains Mono","DejaVu Sans Mono",monospace;font-variant-ligatures:none;font-size:12.5px}
summary{color:var(--t2);cursor:pointer;margin:4px 0}td.m,td.n{white-space:nowrap}td.w{white-space:normal}
.mark{display:inline-block;min-width:18px;text-align:center;font:bold 13px "JetBrains Mono","DejaVu Sans Mono",monospace;
border:1px solid currentColor;border-radius:4px;margin-right:6px}
.k-added{color:var(--added)}.k-removed{color:var(--removed);border-radius:0}.k-changed{color:var(--changed)}
.k-moved{color:var(--moved)}.k-split{color:var(--split)}.k-merged{color:var(--merged)}
svg{display:block;width:100%;height:auto;background:var(--panel);border:1px solid var(--line);margin:8px 0}
.own text{fill:var(--t2);font:11px Inter,"DejaVu Sans",sans-serif}.own .t1{fill:var(--t1);font-weight:600}
.l1{fill:none;stroke:var(--t3);stroke-width:.5}.l2{fill:var(--l2)}.l3{fill:var(--l3)}.l4{fill:var(--l4)}.l5{fill:var(--l5)}.l6{fill:var(--l6)}
.a1{fill:var(--a1)}.a2{fill:url(#ro)}.a3{fill:url(#rox)}.a4{fill:var(--a4)}.a5{fill:url(#dev)}.a6{fill:url(#nc)}
.c-added{fill:var(--added)}.c-removed{fill:var(--removed)}.c-changed{fill:var(--changed)}.c-moved{fill:var(--moved)}
.c-split{fill:var(--split)}.c-merged{fill:var(--merged)}.rule{stroke:var(--line)}
.sw{display:inline-block;width:22px;height:13px;vertical-align:-2px;margin:0 6px 0 14px;border:0;background:none}
@media print{body{max-width:none;padding:0;font-size:11px}h2{break-after:avoid}tr,svg{break-inside:avoid}}
)";

const std::string_view reportPatterns =
    R"svg(<svg width="0" height="0" style="position:absolute;border:0" aria-hidden="true"><defs>
<pattern id="ro" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="6" height="6" style="fill:var(--a2)" opacity=".3"/><rect width="2.5" height="6" style="fill:var(--a2)"/></pattern>
<pattern id="rox" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" style="fill:var(--a3)" opacity=".35"/><path d="M0 0L6 6M6 0L0 6" style="stroke:var(--a3)" stroke-width="1.4"/></pattern>
<pattern id="dev" width="5" height="5" patternUnits="userSpaceOnUse"><rect width="5" height="5" style="fill:var(--a5)" opacity=".4"/><rect width="2.5" height="2.5" style="fill:var(--a5)"/></pattern>
<pattern id="nc" width="6" height="6" patternUnits="userSpaceOnUse"><rect width="6" height="6" style="fill:var(--a6)" opacity=".4"/><rect width="6" height="2.5" style="fill:var(--a6)"/></pattern>
</defs></svg>
)svg";

} // namespace ptscope
