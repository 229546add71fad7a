/// The page's style: light and dark, wide and narrow, screen and paper.
enum PageStyle {
  static let css = colours + text + tables + cards + cases + narrow + paper

  /// Room for the rates of so many arms at the end of every case's row.
  static func columns(_ arms: Int) -> String { ":root{--arms:\(max(1, arms))}\n" }

  private static let colours = """
    :root{--paper:#fbfbf9;--panel:#fff;--ink:#1d1f24;--soft:#5f636c;--line:#e5e4df;--faint:#f3f2ee;--accent:#3a5aad;
    --good:#1d7049;--good-tint:#e6f2eb;--bad:#b0332b;--bad-tint:#f9e8e6;--open:#855a08;--open-tint:#f7efdb;
    color-scheme:light dark}
    @media (prefers-color-scheme:dark){:root{--paper:#15161a;--panel:#1b1d22;--ink:#e6e5e1;--soft:#9b9fa8;
    --line:#2e3138;
    --faint:#202329;--accent:#93b0f0;--good:#6fc698;--good-tint:#1a2e24;--bad:#f18b82;--bad-tint:#382220;
    --open:#dfb25a;
    --open-tint:#332a17}}

    """

  private static let text = """
    *{box-sizing:border-box}
    html{scroll-padding-top:3.5rem}
    body{margin:0;background:var(--paper);color:var(--ink);
    font:15px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",
    Arial,sans-serif;font-variant-numeric:tabular-nums;-webkit-text-size-adjust:100%}
    header.top,main,footer{max-width:1240px;margin:0 auto;padding:0 24px}
    header.top{padding-top:40px}
    h1,h2,h3,h4,h5,p,dl,dd,figure{margin:0}
    h1{font-size:32px;line-height:1.2;font-weight:650;letter-spacing:-.02em;overflow-wrap:anywhere}
    h2{font-size:21px;line-height:1.3;font-weight:650;letter-spacing:-.01em}
    h3{font-size:16px;font-weight:600;overflow-wrap:anywhere}
    h4{font-size:13px;font-weight:600;color:var(--soft)}
    h5{font-size:14px;font-weight:600}
    section section{margin:0}
    main>section{padding:44px 0 0}
    main>section>h3,.pair h3,.panel>h4{margin:28px 0 8px}
    .panel>h3{margin-top:12px}.panel>h3+h4{margin-top:16px}
    .over{font-size:12px;letter-spacing:.08em;text-transform:uppercase;color:var(--soft);margin-bottom:6px}
    .lead,.notice{color:var(--soft);font-size:14px;margin:4px 0 12px}
    .notice{font-size:13px;margin:8px 0 0}
    .muted,.same{color:var(--soft)}
    .good{color:var(--good)}.bad{color:var(--bad)}.open{color:var(--open)}.none{color:var(--soft)}
    .note{display:block;font-weight:400;color:var(--soft);font-size:13px;max-width:min(110ch,calc(100vw - 3rem))}
    code,pre{font-family:ui-monospace,SFMono-Regular,"SF Mono",Menlo,Consolas,"Liberation Mono",monospace;
    font-size:.9em}
    code{overflow-wrap:anywhere}
    table code{display:inline-block;max-width:24em;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;
    vertical-align:bottom}
    a{color:var(--accent);text-decoration-thickness:1px;text-underline-offset:2px}
    a:focus-visible,summary:focus-visible,button:focus-visible,input:focus-visible,select:focus-visible,
    .scroll:focus-visible
    {outline:2px solid var(--accent);outline-offset:2px;border-radius:4px}
    abbr{text-decoration:none;border-bottom:1px dotted var(--soft);cursor:help}
    .vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
    .skip{position:absolute;left:-999px}.skip:focus{left:24px;top:8px;background:var(--panel);padding:6px 12px;
    z-index:9}
    html:not(.js) .js-only,[hidden]{display:none!important}
    .tag,.badge{display:inline-block;font-size:12px;line-height:18px;padding:0 7px;border-radius:9px;
    background:var(--faint);
    color:var(--soft);font-weight:500;white-space:nowrap;max-width:22em;overflow:hidden;text-overflow:ellipsis;
    vertical-align:middle}
    .tag.strong{color:var(--accent);background:color-mix(in srgb,var(--accent) 12%,transparent)}
    .badge{font-size:13px;line-height:22px;border-radius:11px;padding:0 10px}
    .badge.good,.rate.good{background:var(--good-tint);color:var(--good)}
    .badge.bad,.rate.bad{background:var(--bad-tint);color:var(--bad)}
    .badge.open,.rate.open{background:var(--open-tint);color:var(--open)}
    .verdict{display:flex;gap:8px 28px;align-items:baseline;margin:20px 0 24px;padding:18px 22px;border-radius:12px;
    background:var(--faint)}
    .verdict.good{background:var(--good-tint)}.verdict.bad{background:var(--bad-tint)}.verdict.open{
    background:var(--open-tint)}
    .verdict .word{font-size:21px;font-weight:650;white-space:nowrap}
    .verdict.none .word{color:var(--ink)}
    .verdict .why{color:var(--ink);max-width:76ch}
    .facts{display:flex;flex-wrap:wrap;gap:12px 32px}
    .facts dt{font-size:12px;color:var(--soft)}
    .facts dd{font-size:14px;overflow-wrap:anywhere}
    nav{position:sticky;top:0;z-index:5;margin-top:28px;background:var(--paper);border-bottom:1px solid var(--line)}
    nav{display:flex;gap:24px;padding:10px max(24px,calc((100% - 1240px)/2 + 24px));overflow-x:auto}
    nav a{color:var(--soft);text-decoration:none;font-size:14px;font-weight:500;white-space:nowrap}
    nav a:hover{color:var(--ink)}
    footer{padding-top:56px;padding-bottom:40px;color:var(--soft);font-size:13px}

    """

  private static let tables = """
    .scroll{--under:var(--paper);--edge:color-mix(in srgb,var(--soft) 40%,transparent);overflow-x:auto;max-width:100%;background:
    linear-gradient(90deg,var(--under) 40%,transparent) 0 0/32px 100% no-repeat local,
    linear-gradient(270deg,var(--under) 40%,transparent) 100% 0/32px 100% no-repeat local,
    linear-gradient(90deg,var(--edge),transparent) 0 0/14px 100% no-repeat scroll,
    linear-gradient(270deg,var(--edge),transparent) 100% 0/14px 100% no-repeat scroll}
    .card .scroll{--under:var(--panel)}
    .tall th:last-child,.tall td:last-child{padding-right:14px}
    .scroll.tall{overflow-y:auto;max-height:21rem}.scroll.long{overflow-y:auto;max-height:46rem}
    .tall thead,.long thead{position:sticky;top:0;background:var(--paper);z-index:2}.card thead{
    background:var(--panel)}
    table{border-collapse:collapse;width:100%;font-size:14px}
    table.fit{width:auto}
    .pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,30rem),1fr));gap:0 48px;
    align-items:start}
    .dense th,.dense td{padding-top:4px;padding-bottom:4px}
    th,td{padding:7px 14px 7px 0;text-align:left;vertical-align:middle;border-bottom:1px solid var(--line)}
    th:last-child,td:last-child{padding-right:4px}
    thead th{font-size:12px;line-height:1.35;font-weight:500;color:var(--soft);vertical-align:bottom;
    border-bottom-color:color-mix(in srgb,var(--soft) 45%,transparent)}
    tbody th{font-weight:500}
    tbody:last-child tr:last-child>*{border-bottom:0}
    .num{text-align:right}
    .nowrap{white-space:nowrap}
    .big{font-size:17px;font-weight:600}
    .scores td,.scores th{padding-top:9px;padding-bottom:9px}
    tr.group th{font-size:15px;font-weight:600;padding-top:22px}
    .axis-head span{display:inline-block;width:75px;font-weight:400}.axis-head span:last-child{text-align:right}
    .axis-head{white-space:nowrap}
    .start{border-left:1px solid var(--line);padding-left:14px}
    .missed{display:block;min-width:6rem;font-size:13px;color:var(--soft)}
    .tools th[scope=row]{min-width:8rem}
    .bar{display:block;overflow:visible}
    .bar .axis{stroke:var(--line);stroke-width:1}
    .bar .zero{stroke:var(--soft);stroke-width:1}
    .bar .margin{stroke:var(--bad);stroke-width:1;stroke-dasharray:2 2}
    .bar .span{fill:color-mix(in srgb,currentColor 32%,var(--panel))}
    .bar .dot{fill:currentColor}
    .bar{color:var(--accent)}.bar.good{color:var(--good)}.bar.bad{color:var(--bad)}.bar.same{color:var(--soft)}
    .choice{margin:10px 0 16px}
    .heat-box{max-height:44rem;overflow:auto;padding-bottom:4px}
    .heat{width:auto;font-size:12px;border-collapse:separate;border-spacing:2px}
    .heat th,.heat td{border:0;padding:0}
    .heat thead{position:sticky;top:0;background:var(--paper);z-index:2}
    .heat thead th{vertical-align:bottom;padding-bottom:6px}
    .heat thead span{display:block;writing-mode:vertical-rl;transform:rotate(180deg);max-height:11rem;padding:2px 0;
    overflow:hidden;
    text-overflow:ellipsis;white-space:nowrap;margin:0 auto;
    font-family:ui-monospace,Menlo,Consolas,"Liberation Mono",monospace}
    .heat tbody th{position:sticky;left:0;background:var(--paper);text-align:right;padding-right:8px;font-weight:400}
    .heat tbody th span{display:block;max-width:15rem;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;
    font-family:ui-monospace,Menlo,Consolas,"Liberation Mono",monospace}
    .heat td{min-width:2.5rem;height:1.9rem;text-align:center;background:var(--faint);border-radius:3px}
    .heat thead td{background:none}
    .heat .hit{--shade:var(--good)}.heat .miss{--shade:var(--bad)}
    .h1{background:color-mix(in srgb,var(--shade) 10%,var(--panel))!important}
    .h2,.h3{background:color-mix(in srgb,var(--shade) 20%,var(--panel))!important}
    .h4,.h5{background:color-mix(in srgb,var(--shade) 32%,var(--panel))!important}
    .h6,.h7{background:color-mix(in srgb,var(--shade) 44%,var(--panel))!important}
    .h8,.h9{background:color-mix(in srgb,var(--shade) 56%,var(--panel))!important}

    """

  private static let cards = """
    .card{background:var(--panel);border:1px solid var(--line);border-radius:12px;padding:20px 24px 22px;
    margin-top:18px}
    .card>header{display:flex;justify-content:space-between;gap:12px;align-items:baseline}
    .card>header .badge{flex:none}.tall td{position:relative}#cases>.notice{margin-bottom:10px}
    .card .model{font-weight:400;color:var(--soft);font-size:14px;margin-left:8px}
    .delta{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,31rem),1fr));gap:12px 48px;
    margin:10px 0 8px}
    .delta figcaption{display:flex;justify-content:space-between;width:150px;font-size:11px;color:var(--soft)}
    .delta+.facts{gap:8px 26px;margin-top:14px}
    .effect{min-width:0}
    .effect .scope{font-size:13px;font-weight:600;color:var(--soft)}
    .effect .muted{font-size:13px}
    .drawn{display:flex;flex-wrap:wrap;gap:4px 20px;align-items:center;margin:2px 0}
    thead .scope{display:block;font-weight:400}
    .change{display:block}.change span{font-size:12px;color:var(--soft)}
    .alarms,.moves{margin:12px 0 0;padding-left:1.1em;overflow-wrap:anywhere}
    .moves{margin-top:4px;font-size:14px}.moves b{font-weight:600}
    #gate td:last-child{min-width:16rem}
    .quiet{margin-top:14px}.quiet>summary{cursor:pointer;font-size:14px;color:var(--soft)}
    .tag.alarm{color:var(--bad);background:var(--bad-tint)}
    .figure{font-size:26px;font-weight:650;letter-spacing:-.01em;white-space:nowrap}
    .unit{font-size:14px;font-weight:400;color:var(--soft);letter-spacing:0}
    .columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,31rem),1fr));gap:24px 48px;
    margin-top:18px;align-items:start}
    .columns tbody th{min-width:7rem;overflow-wrap:anywhere}
    .columns code,.tools code,.fit code{display:inline;white-space:normal;max-width:none}
    .columns h4{margin-bottom:4px}.columns>div>div+div{margin-top:24px}

    """

  private static let cases = """
    .filters{position:sticky;top:42px;z-index:4;display:flex;flex-wrap:wrap;gap:10px 16px;align-items:center;
    padding:12px 0;
    background:var(--paper);font-size:13px;color:var(--soft)}
    .filters .wide{flex:1 1 18rem;display:flex;gap:8px;align-items:center}
    .filters input[type=search]{flex:1;min-width:0;max-width:none}
    .filters .actions{display:flex;gap:10px;align-items:center;margin-left:auto}
    input[type=search],select,button{font:inherit;color:var(--ink);background:var(--panel);
    border:1px solid var(--line);border-radius:7px;
    padding:4px 9px;max-width:15rem}
    button{cursor:pointer}button:hover{border-color:var(--soft)}
    #count{white-space:nowrap;color:var(--ink)}
    .cases{border:1px solid var(--line);border-radius:12px;background:var(--panel);margin-top:4px;overflow-x:auto}
    .legend,.case>summary{display:grid;grid-template-columns:1.2rem minmax(9rem,17rem) minmax(8rem,
    1fr) repeat(var(--arms),minmax(3.4rem,5.6rem));
    gap:0 14px;align-items:center;padding:8px 18px}
    .legend{font-size:12px;color:var(--soft);border-bottom:1px solid var(--line);align-items:end}
    .legend b,.legend i{display:block;font-style:normal;font-weight:500;overflow:hidden;text-overflow:ellipsis;
    white-space:nowrap}
    .legend i{font-weight:400;font-size:11px}
    .case{border-bottom:1px solid var(--line);content-visibility:auto;contain-intrinsic-size:auto 40px;
    scroll-margin-top:9.5rem}
    .case:last-of-type{border-bottom:0}
    .case>summary{cursor:pointer;list-style:none;min-height:40px}
    .case>summary::-webkit-details-marker{display:none}
    .case>summary:hover{background:var(--faint)}
    .case[open]>summary{background:var(--faint)}
    .case .id{min-width:0;line-height:1.4}
    .case .prompt{overflow:hidden;text-overflow:ellipsis;white-space:nowrap;unicode-bidi:isolate}
    .case .mark{font-weight:700;text-align:center}
    .rate{justify-self:end;font-size:13px;font-weight:500;line-height:22px;padding:0 9px;border-radius:11px;
    position:relative}
    .rate.good{background:none}
    .body{padding:14px 24px 24px 24px;border-top:1px solid var(--line)}
    .asked{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,20rem),1fr));gap:16px 40px}
    .line{display:flex;gap:12px;margin:4px 0}
    .role{flex:none;width:6.2em;font-size:12px;line-height:23px;color:var(--soft)}
    .line .text{white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:plaintext;min-width:0}
    .body pre{margin:4px 0;padding:8px 12px;background:var(--faint);border-radius:7px;white-space:pre-wrap;
    overflow-wrap:anywhere;
    font-size:13px;line-height:1.5;max-height:22rem;overflow:auto}
    .asked .muted{font-size:13px}
    .notes,.wrong{margin:6px 0;padding-left:1.1em;font-size:13px;color:var(--soft);overflow-wrap:anywhere}
    .wrong{color:var(--bad)}
    .arms{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,15.5rem),1fr));gap:20px 28px;
    margin-top:20px}
    .arm{min-width:0}
    .arm h5{padding-bottom:6px;border-bottom:2px solid var(--line)}
    .arm h5 .muted{font-weight:400;font-size:13px}
    .way{padding:12px 0;border-bottom:1px solid var(--line)}
    .way:last-child{border-bottom:0}
    .outcome{font-size:13px}
    .reason{margin-top:6px;overflow-wrap:anywhere}
    .call{margin-top:8px}
    .call .name{font-weight:600}
    .call.unfit .name{color:var(--bad)}
    blockquote{margin:8px 0 0;padding-left:12px;border-left:2px solid var(--line);color:var(--soft);
    white-space:pre-wrap;overflow-wrap:anywhere}

    """

  private static let narrow = """
    @media (max-width:760px){header.top,main,footer{padding-left:16px;padding-right:16px}header.top{padding-top:24px}
    nav{padding-left:16px;padding-right:16px;gap:18px}.verdict{display:block;padding:14px 16px}h1{font-size:26px}
    .card{padding:16px}.filters{position:static}.filters .actions{margin-left:0;flex-wrap:wrap}
    .scores th[scope=row],.tools th[scope=row]{position:sticky;left:0;background:var(--paper);z-index:1}
    .drawing{display:none}.columns td,.columns th{padding-right:10px}
    .legend{display:none}.case{scroll-margin-top:3.5rem}.case>summary{display:flex;flex-wrap:wrap;padding:10px 12px;
    gap:6px 8px}
    .case .id{flex:1 1 calc(100% - 4rem)}.case .prompt{flex:1 1 100%}.rate .vh{position:static;clip-path:none;
    overflow:visible}
    .rate{font-size:12px;white-space:normal}.rate.good{background:var(--good-tint)}
    #gate table,#gate tbody{display:block}#gate tr{display:flex;flex-wrap:wrap;gap:2px 12px;padding:8px 0;
    border-bottom:1px solid var(--line)}#gate thead{display:none}#gate td,#gate th{border:0;padding:0;text-align:left}
    #gate td:last-child{flex:1 1 100%}
    .body{padding:12px 14px 18px}.line{display:block}.role{display:block;width:auto}}

    """

  private static let paper = """
    @media print{:root{--paper:#fff;--panel:#fff;--ink:#000;--soft:#444;--line:#ccc;--faint:#f4f4f4}
    body,table,.facts dd,.lead,.reason{font-size:11px}.big{font-size:13px}th,td{padding:4px 8px 4px 0}
    nav,.filters,.choice,.skip,footer{display:none!important}.panel[hidden]{
    display:block!important}
    .scroll,.heat-box,.scroll.tall,.scroll.long{overflow:visible;max-height:none}.case{content-visibility:visible}
    .card,tr,.case>summary,.way{break-inside:avoid}h2,h3,h4{break-after:avoid}
    .verdict,.badge,.rate,.heat td,.bar{print-color-adjust:exact;-webkit-print-color-adjust:exact}}

    """
}
