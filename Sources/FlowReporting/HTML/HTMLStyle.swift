/// How the report looks: one sheet for light, dark, narrow, wide and paper.
enum HTMLStyle {
  static let sheet: StaticString = """
    :root{color-scheme:light dark;--bg:#fff;--fg:#1c2127;--dim:#68727d;--line:#dce1e6;--card:#f6f8fa;--ok:#1a7f37;--warn:#9a6700;
    --err:#c2242c;--okb:#dafbe1;--warnb:#fff4cf;--errb:#ffe5e3;--link:#0a58c2;--bar:#5b8def}
    @media(prefers-color-scheme:dark){:root{--bg:#0f1419;--fg:#d9e0e7;--dim:#8b97a3;--line:#2b343d;--card:#171d24;--ok:#4fc26a;
    --warn:#e0b341;--err:#ff7a73;--okb:#10301a;--warnb:#352a0a;--errb:#3d1716;--link:#7ab2ff;--bar:#4f7fe0}}
    *{box-sizing:border-box}
    body{margin:0;background:var(--bg);color:var(--fg);font:15px/1.5 system-ui,-apple-system,"Segoe UI","Noto Sans","Noto Sans CJK KR",sans-serif}
    main{max-width:1180px;margin:0 auto;padding:20px 16px 60px}
    h1{font-size:1.35rem;margin:0 0 2px;overflow-wrap:anywhere}h2{font-size:1.1rem;margin:34px 0 10px}h3{font-size:1rem;margin:0}
    a{color:var(--link)}.dim{color:var(--dim)}.num{text-align:right;font-variant-numeric:tabular-nums}
    code,.mono,svg text{font-family:ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono",monospace}
    .verdict{border-left:6px solid var(--ok);background:var(--okb);padding:10px 14px;border-radius:6px;margin:14px 0;font-size:1.05rem}
    .verdict.warning{border-color:var(--warn);background:var(--warnb)}.verdict.error{border-color:var(--err);background:var(--errb)}
    .verdict p{margin:2px 0;font-size:.94rem}.verdict p:first-child{font-weight:600;font-size:1.08rem}.verdict .dim{font-size:.92rem}
    .cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(300px,1fr));gap:14px}
    .card{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:12px 14px;min-width:0}
    .card h3{margin-bottom:8px}.bar{display:grid;grid-template-columns:165px 1fr 64px;gap:8px;align-items:center;margin:3px 0;font-size:.92rem}
    .bar i{display:block;height:12px;border-radius:3px;background:var(--bar);min-width:2px}.bar .bad{background:var(--err)}.bar .good{background:var(--ok)}
    .scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.9rem}th,td{padding:5px 8px;border-bottom:1px solid var(--line);
    text-align:left;vertical-align:top;white-space:nowrap}th{color:var(--dim);font-weight:600}th button{all:unset;cursor:pointer}th button:focus-visible{outline:2px solid var(--link)}
    th[aria-sort=ascending] button:after{content:" ▲"}th[aria-sort=descending] button:after{content:" ▼"}th.num{text-align:right}
    td.wrap{white-space:normal;min-width:180px}
    .tag{display:inline-block;border-radius:4px;padding:0 6px;margin:1px 4px 1px 0;font-size:.84rem;border:1px solid var(--line);white-space:nowrap}
    .tag.error{background:var(--errb);color:var(--err);border-color:transparent}.tag.warning{background:var(--warnb);color:var(--warn);border-color:transparent}
    .tools{display:flex;flex-wrap:wrap;gap:10px;margin:8px 0;align-items:center}.tools input[type=search]{flex:1 1 220px;font:inherit;padding:5px 9px;border:1px solid var(--line);border-radius:6px;background:var(--bg);color:var(--fg)}
    details{border:1px solid var(--line);border-radius:8px;margin:10px 0;padding:0 14px;background:var(--card)}summary{cursor:pointer;padding:9px 0;overflow-wrap:anywhere}
    details[open]{padding-bottom:12px}.finding{margin:10px 0;border-left:4px solid var(--line);padding-left:10px}.finding.error{border-color:var(--err)}.finding.warning{border-color:var(--warn)}
    .finding p{margin:2px 0}ol{padding-left:22px}li{margin:4px 0}pre{overflow-x:auto;background:var(--bg);border:1px solid var(--line);border-radius:6px;padding:6px 9px;margin:4px 0;font-size:.86rem}
    svg{display:block;width:100%;height:auto}svg.ladder{min-width:640px;max-width:900px}svg text{fill:var(--fg);font-size:11px}
    .ladder .end{font-weight:600;font-size:12px}.ladder .time,.ladder .run,.ladder .note{fill:var(--dim)}.ladder .note{font-size:10.5px}
    .ladder .life{stroke:var(--line);stroke-width:2}.ladder .arrow{stroke:var(--fg);stroke-width:1.3;fill:none}.ladder .head{fill:var(--fg);stroke:none}
    .ladder .faint{stroke-dasharray:3 3;opacity:.6}.ladder .state.same{opacity:.35}.ladder .state.presumed{font-style:italic;fill:var(--dim)}
    .ladder .arrow.warning{stroke:var(--warn);stroke-width:1.8}.ladder .arrow.error{stroke:var(--err);stroke-width:1.8}
    .ladder .head.warning{fill:var(--warn);stroke:none}.ladder .head.error{fill:var(--err);stroke:none}.ladder .note.warning{fill:var(--warn)}.ladder .note.error{fill:var(--err)}
    @media(max-width:560px){.chart text{font-size:17px}.bar{grid-template-columns:150px 1fr 52px}}
    .chart .axis{stroke:var(--line)}.chart text{fill:var(--dim)}.chart .fill{fill:var(--bar)}.chart .bad{fill:var(--err)}.chart .mark{stroke:var(--warn);stroke-dasharray:3 3}
    footer{margin-top:40px;color:var(--dim);font-size:.86rem}
    @media print{body{font-size:11px}.tools,th button:after{display:none}details{break-inside:avoid}main{max-width:none;padding:0}}
    """

  /// Sorting and filtering; the report can be read without.
  static let script: StaticString = """
    (function(){var t=document.getElementById("rows");if(!t)return;var b=t.tBodies[0],f=document.getElementById("find"),o=document.getElementById("only"),c=document.getElementById("shown");
    function key(r,i){var d=r.cells[i].dataset.v,s=d===undefined?r.cells[i].textContent:d,n=Number(s);return s!==""&&!isNaN(n)?n:s}
    function filter(){var w=f.value.toLowerCase().split(/\\s+/),k=0;Array.prototype.forEach.call(b.rows,function(r){var x=r.textContent.toLowerCase(),
    v=w.every(function(q){return x.indexOf(q)>=0})&&(!o.checked||r.dataset.s>1);r.hidden=!v;if(v)k++});c.textContent=k.toLocaleString("en")}
    f.addEventListener("input",filter);o.addEventListener("change",filter);
    Array.prototype.forEach.call(t.tHead.rows[0].cells,function(h,i){h.firstChild.addEventListener("click",function(){var up=h.getAttribute("aria-sort")!=="ascending";
    Array.prototype.forEach.call(t.tHead.rows[0].cells,function(x){x.removeAttribute("aria-sort")});h.setAttribute("aria-sort",up?"ascending":"descending");
    Array.prototype.slice.call(b.rows).sort(function(p,q){var x=key(p,i),y=key(q,i);return(typeof x===typeof y?(x<y?-1:x>y?1:0):typeof x==="number"?-1:1)*(up?1:-1)}).forEach(function(r){b.appendChild(r)})})});
    function open(){var d=location.hash&&document.getElementById(location.hash.slice(1));if(d&&d.tagName==="DETAILS"){d.open=true;d.scrollIntoView()}}
    addEventListener("hashchange",open);open();filter()})();
    """
}
