import Testing

/// Pieces of foreign HTML, what is kept of them, and why.
enum CleaningCases {
  struct Case: CustomTestStringConvertible, Sendable {
    var html: String
    var kept: String
    var why: String
    var testDescription: String { why }

    init(_ html: String, _ kept: String, _ why: String) {
      (self.html, self.kept, self.why) = (html, kept, why)
    }
  }

  /// Everything that could run, frame, submit or report.
  static let dangers: [Case] = [
    Case("a<script>alert(1)</script>b", "ab", "a script goes with its code"),
    Case("a<SCRIPT\n>alert(1)</sCrIpT >b", "ab", "names of tags know no letter case"),
    Case("a<script>'</scripty>'</script>b", "ab", "only its own end tag ends a script"),
    Case("a<script>alert(1)", "a", "a script that nobody ends is all the rest"),
    Case("a<script src=x />b", "ab", "a script closed like XML has no code"),
    Case("a<x:script>alert(1)</x:script>b", "ab", "a prefix does not hide a script"),
    Case("a<style>p{color:red}</style>b", "ab", "a style sheet goes with its rules"),
    Case("<p onclick=\"x()\" onLoad=y>a</p>", "<p>a</p>", "no handler of events is kept"),
    Case("<p/onclick=x()>a</p>", "<p>a</p>", "a slash stands for a space between attributes"),
    Case("<a href=\"javascript:x()\">a</a>", "<a>a</a>", "an address that is code is no link"),
    Case("<a href=\" JaVaScRiPt:x()\">a</a>", "<a>a</a>", "white space and case hide no scheme"),
    Case("<a href=\"java\nscript:x()\">a</a>", "<a>a</a>", "line breaks in a scheme vanish"),
    Case("<a href=\"java&#9;script:x()\">a</a>", "<a>a</a>", "nor do references hide it"),
    Case("<a href=\"javascript&colon;x()\">a</a>", "<a>a</a>", "nor named ones"),
    Case("<a href=\"&#106&#97vascript:x()\">a</a>", "<a>a</a>", "nor those without semicolon"),
    Case("<a href=\"vbscript:x\">a</a>", "<a>a</a>", "nor is Basic a link"),
    Case("<a href=\"data:text/html,x\">a</a>", "<a>a</a>", "nor a page inside an address"),
    Case("<a href=\"file:///etc/passwd\">a</a>", "<a>a</a>", "nor a file of the reader's own"),
    Case("<img src=\"data:image/gif;base64,R0\">", "", "a picture inside an address is no picture"),
    Case("<p style=\"position:fixed\" class=x>a</p>", "<p>a</p>", "no style, no class"),
    Case("a<iframe src=\"https://x.example/\">b</iframe>c", "ac", "no frame"),
    Case("a<object data=x><b>b</b></object>c", "a<b>b</b>c", "an object leaves its alternative"),
    Case("a<embed src=x>b<applet code=x>c</applet>", "abc", "no plug-in"),
    Case("<form action=/x><input name=y><button>go</button></form>", "go", "no form"),
    Case("a<select><option>1<option>2</select>b", "ab", "choices are no text"),
    Case("a<textarea><b>x</b></textarea>b", "ab", "nor is what one may type over"),
    Case(
      "<base href=//evil.example/><a href=x>a</a>",
      "<a href=\"https://cars.example/a/x\">a</a>",
      "an article does not move its own links"
    ),
    Case("a<meta http-equiv=refresh content=0><link rel=stylesheet href=x>b", "ab", "no head"),
    Case("a<svg><circle/><script>x</script></svg>b", "ab", "a drawing goes as a whole"),
    Case("a<svg><path><p>b</p>", "a<p>b</p>", "a drawing that nobody ends ends at a paragraph"),
    Case("a<template><b>x</b></template>b", "ab", "a template is not shown"),
    Case("<math><mi>x</mi><annotation>\\x</annotation></math>", "x", "a formula leaves its signs"),
    Case(
      "a<noscript><b>b</b></noscript>",
      "a<b>b</b>",
      "where nothing runs, its stand-in is shown"
    ),
    Case(
      "<p title='\"><script>x</script>'>a</p>",
      "<p title=\"&quot;&gt;&lt;script&gt;x&lt;/script&gt;\">a</p>",
      "a value cannot leave its quotes"
    ),
    Case(
      "<img alt=\"`onerror=x\" src=/y>",
      "<img src=\"https://cars.example/y\" alt=\"`onerror=x\">",
      "values are quoted anew"
    ),
    Case("&lt;script&gt;x&lt;/script&gt;", "&lt;script&gt;x&lt;/script&gt;", "text stays text"),
    Case("<<script>x</script>b>c", "&lt;b&gt;c", "what is left of a tag is text"),
    Case("<scr<script>x</script>ipt>y</script>", "xipt&gt;y", "a name is read to its end"),
    Case(
      "<xmp><script>x</script></xmp>",
      "<pre>&lt;script&gt;x&lt;/script&gt;</pre>",
      "an example is shown, not run"
    ),
    Case("a<plaintext><b>x", "a<pre>&lt;b&gt;x</pre>", "plain text lasts to the end"),
    Case("<img src=/p.gif width=1 height=1>a", "a", "a pixel only counts readers"),
    Case("<img src=/p.gif style='width: 1px; height:1px'>a", "a", "also when a style says so"),
    Case("<img src=/p.gif style='display:none'>a", "a", "what is not shown is not loaded"),
    Case("<img src=https://feeds.feedburner.com/~r/x/~4/y>a", "a", "a known counter is no picture"),
    Case(
      "<video src=javascript:x poster=data:y autoplay onplay=z>a</video>",
      "<video controls=\"\">a</video>",
      "a film is started by its reader"
    ),
    Case("a\u{0}b\u{1}c\u{7F}d\u{9F}e", "abcde", "no control characters"),
    Case("a\u{202E}b\u{2066}c\u{FEFF}d", "abcd", "nothing turns the direction of a page"),
    Case("&#x202E;a&#0;", "a\u{FFFD}", "nor a reference to it"),
  ]

  /// Ill-nested, unclosed and odd markup, as authors leave it.
  static let repairs: [Case] = [
    Case("<b>a", "<b>a</b>", "what is open at the end is closed"),
    Case("a</b>b", "ab", "an end tag for nothing is nothing"),
    Case("<b><i>a</b>b</i>", "<b><i>a</i></b>b", "crossed tags are uncrossed"),
    Case("<p>a<p>b", "<p>a</p><p>b</p>", "a paragraph ends at the next"),
    Case("<p>a<div>b</div>", "<p>a</p><div>b</div>", "or at a block"),
    Case("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>", "an item ends at the next"),
    Case(
      "<ul><li>a<ul><li>b</ul><li>c</ul>",
      "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>",
      "but not at one of an inner list"
    ),
    Case("<dl><dt>a<dd>b<dt>c</dl>", "<dl><dt>a</dt><dd>b</dd><dt>c</dt></dl>", "terms likewise"),
    Case(
      "<table><tr><td>a<td>b<tr><td>c</table>",
      "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>",
      "cells and rows likewise"
    ),
    Case("<table><td>a</table>", "<table><tr><td>a</td></tr></table>", "a cell needs a row"),
    Case("<td>a</td>", "a", "a cell needs a table"),
    Case(
      "<table><tr><td><b>a</td><td>b</td></tr></table>",
      "<table><tr><td><b>a</b></td><td>b</td></tr></table>",
      "nothing reaches out of a cell"
    ),
    Case(
      "<table><tr><td></table></b>a",
      "<table><tr><td></td></tr></table>a",
      "the end of a table ends all in it"
    ),
    Case("<h2>a<h3>b</h2>c", "<h2>a</h2><h3>b</h3>c", "headings do not nest"),
    Case(
      "<a href=/x>a<a href=/y>b</a>",
      "<a href=\"https://cars.example/x\">a</a><a href=\"https://cars.example/y\">b</a>",
      "nor do links"
    ),
    Case("a<br/>b</br>c", "a<br>b<br>c", "a line break in any spelling"),
    Case("<p/>a<a name=x />b", "<p></p>a<a id=\"x\"></a>b", "closed like XML is empty"),
    Case(
      "<img/src=/x/alt=y>",
      "<img src=\"https://cars.example/x/alt=y\">",
      "a bare value runs on"
    ),
    Case("<o:p>a</o:p><z>b</z>", "ab", "unknown elements leave their text"),
    Case("<font color=red>a</font><center>b</center>", "ab", "old make-up is washed off"),
    Case("a <b c", "a", "a tag that was cut off is nothing"),
    Case("a <a href=\"/x>b</a> c", "a <a>b</a> c", "a quote that nobody closes ends with its tag"),
    Case("a<!-- b --> c<!---->d<!-->e", "a cde", "comments vanish"),
    Case("a<!-- -- b >c", "ac", "a comment that nobody closes ends at the next bracket"),
    Case("a<!--", "a", "or is all the rest"),
    Case("a<?php x ?>b<!DOCTYPE html>c</ d>e", "abce", "so do declarations"),
    Case("<![CDATA[a<b>c</b>]]>d", "a<b>c</b>d", "a section inside a section is unwrapped"),
    Case("a]]>b", "a]]&gt;b", "its end without a beginning is text"),
    Case("5 < 6 & 7 > 2", "5 &lt; 6 &amp; 7 &gt; 2", "signs of arithmetic are text"),
    Case(
      "AT&T &copy &notit; &hellip &unknown;",
      "AT&amp;T © ¬it; &amp;hellip &amp;unknown;",
      "only old names need no semicolon"
    ),
    Case(
      "&#146;&#x80;&#xD800;&#x110000;&#;",
      "’€\u{FFFD}\u{FFFD}&amp;#;",
      "numbers below 160 are windows-1252"
    ),
    Case("&acE;&NotEqualTilde;", "\u{223E}\u{333}\u{2242}\u{338}", "a name may mean two scalars"),
    Case("a\r\nb\rc", "a\nb\nc", "one kind of line break"),
    Case(" \n<p>a</p>\t ", "<p>a</p>", "no white space around"),
    Case(
      "<IMG SRC=/X ALT='a \"b\"'>",
      "<img src=\"https://cars.example/X\" alt=\"a &quot;b&quot;\">",
      "lower-case names, double quotes"
    ),
    Case("<image src=/x>", "<img src=\"https://cars.example/x\">", "an old name of pictures"),
    Case("<menu><li>a</menu>", "<ul><li>a</li></ul>", "and of lists"),
  ]

  /// What an article needs to be read: links, pictures, their addresses.
  static let kept: [Case] = [
    Case(
      "<a href=b?c=1&copy=2#d>x</a>",
      "<a href=\"https://cars.example/a/b?c=1&amp;copy=2#d\">x</a>",
      "`&copy=` in an address stays"
    ),
    Case(
      "<a href='?a=1&amp;b=2'>x</a>",
      "<a href=\"https://cars.example/a/?a=1&amp;b=2\">x</a>",
      "a reference in an address is read once"
    ),
    Case("<a href=#fn1>1</a>", "<a href=\"#fn1\">1</a>", "a link into the article stays there"),
    Case(
      "<a href=mailto:desk@cars.example>x</a>",
      "<a href=\"mailto:desk@cars.example\">x</a>",
      "a person may be written to"
    ),
    Case(
      "<a href=//b.example/c>x</a>",
      "<a href=\"https://b.example/c\">x</a>",
      "the page's scheme where none is named"
    ),
    Case(
      "<a href='two words'>x</a>",
      "<a href=\"https://cars.example/a/two%20words\">x</a>",
      "spaces are escaped"
    ),
    Case(
      "<img src=x.png alt=y width=640 height=80% title=z>",
      "<img src=\"https://cars.example/a/x.png\" alt=\"y\" width=\"640\" height=\"80%\" title=\"z\">",
      "pictures keep their size and words"
    ),
    Case(
      "<img src=data:x data-src=real.png>",
      "<img src=\"https://cars.example/a/real.png\">",
      "a picture that waits for a script is fetched from where it is"
    ),
    Case(
      "<img srcset='a.png 1x, /b.png 2x, javascript:x 3x'>",
      "<img srcset=\"https://cars.example/a/a.png 1x, https://cars.example/b.png 2x\">",
      "every picture of a set is resolved"
    ),
    Case("<img alt='' title=x>", "", "a picture without an address is none"),
    Case("<img alt=x>", "<img alt=\"x\">", "but its words are shown"),
    Case(
      "<picture><source srcset=a.webp type=image/webp><img src=a.png></picture>",
      "<picture><source srcset=\"https://cars.example/a/a.webp\" type=\"image/webp\">"
        + "<img src=\"https://cars.example/a/a.png\"></picture>",
      "a choice of pictures"
    ),
    Case("<source src=x>", "", "a source of nothing is none"),
    Case(
      "<video poster=p.png><source src=v.mp4>no</video>",
      "<video poster=\"https://cars.example/a/p.png\" controls=\"\">"
        + "<source src=\"https://cars.example/a/v.mp4\">no</video>",
      "films with their still"
    ),
    Case(
      "<blockquote cite=/q>a</blockquote>",
      "<blockquote cite=\"https://cars.example/q\">a</blockquote>",
      "where a quotation is from"
    ),
    Case(
      "<time datetime=2026-11-22>today</time>",
      "<time datetime=\"2026-11-22\">today</time>",
      "when"
    ),
    Case(
      "<ol start=3 reversed type=a><li value=9>x</ol>",
      "<ol start=\"3\" reversed=\"\" type=\"a\"><li value=\"9\">x</li></ol>",
      "how a list counts"
    ),
    Case(
      "<table><tr><th scope=col colspan=2 rowspan='<b>'>x</table>",
      "<table><tr><th scope=\"col\" colspan=\"2\">x</th></tr></table>",
      "how cells span"
    ),
    Case(
      "<p lang=de dir=rtl id=x title=y>a</p>",
      "<p lang=\"de\" dir=\"rtl\" id=\"x\" title=\"y\">a</p>",
      "language, direction, place, words"
    ),
    Case(
      "<iframe src='//www.youtube.com/embed/a_b-1?rel=0'></iframe>",
      "<a href=\"https://www.youtube.com/watch?v=a_b-1\">www.youtube.com/watch?v=a_b-1</a>",
      "a known player leaves a link to its film"
    ),
    Case(
      "<iframe src=https://player.vimeo.com/video/12></iframe>",
      "<a href=\"https://vimeo.com/12\">vimeo.com/12</a>",
      "another one"
    ),
    Case("caf\u{E9} 日本 \u{A0}😀", "caf\u{E9} 日本 \u{A0}😀", "text of the world is left alone"),
  ]
}
