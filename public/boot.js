// Runs before the program and without it. Old engines must be able to read it: ES5 only.
// Says what is wrong when the program cannot start, and rescues the stored data when it breaks.
(function () {
  'use strict';
  var DATABASE = 'taizhang';

  function element(name, className, text) {
    var node = document.createElement(name);
    if (className) node.className = className;
    if (text) node.appendChild(document.createTextNode(text));
    return node;
  }

  // Leptos hands fixed, quoted markup of its own templates to innerHTML. Everything that could
  // run a script is refused, so text of a file can never become markup that does something.
  if (window.trustedTypes && window.trustedTypes.createPolicy) {
    window.trustedTypes.createPolicy('default', {
      createHTML: function (html) {
        return /<script|<iframe|<object|<embed|\son\w+\s*=|javascript:/i.test(html) ? null : html;
      },
      createScriptURL: function (url) {
        var base = document.baseURI.replace(/[?#].*$/, '').replace(/[^/]*$/, '');
        return url.indexOf('blob:') === 0 || url.indexOf(base) === 0 ? url : null;
      }
    });
  }

  function say(lines) {
    var boot = document.getElementById('boot');
    if (!boot) {
      boot = element('div', 'boot');
      boot.id = 'boot';
      document.body.appendChild(boot);
    }
    boot.setAttribute('role', 'alert');
    while (boot.firstChild) boot.removeChild(boot.firstChild);
    for (var i = 0; i < lines.length; i += 1) boot.appendChild(element('p', '', lines[i]));
  }

  function lacks() {
    var missing = [];
    if (typeof WebAssembly !== 'object') missing.push('WebAssembly');
    if (typeof BigInt !== 'function') missing.push('BigInt');
    if (typeof Promise !== 'function') missing.push('Promise');
    if (!window.crypto || !window.crypto.getRandomValues) missing.push('crypto');
    if (typeof TextDecoder !== 'function') missing.push('TextDecoder');
    if (typeof DecompressionStream !== 'function') missing.push('DecompressionStream');
    return missing;
  }

  function whenReady(act) {
    if (document.body) act();
    else document.addEventListener('DOMContentLoaded', act);
  }

  var missing = lacks();
  window.taizhangCannotRun = missing.length > 0;
  if (missing.length > 0) {
    whenReady(function () {
      say([
        '这个浏览器太旧，打不开台账（缺少 ' + missing.join('、') + '）。数据没有任何改动。',
        '请换用新版 Chrome 或 Edge；使用 360、QQ、搜狗浏览器的，请升级并切换到“极速模式”，不要用“兼容模式”。',
        'This browser is too old. Use a current Chrome or Edge; nothing was changed.'
      ]);
    });
  }

  window.taizhangLoadFailed = function (reason) {
    if (window.taizhangCannotRun) return;
    whenReady(function () {
      say([
        '台账程序没有载入成功：' + reason,
        '本机的数据没有改动。请检查网络后重新载入；仍然不行，请把上面这行话告诉维护页面的人，或改用单文件版 taizhang.html。',
        'The program could not be loaded. Your data was not touched. Reload the page, or use the single file taizhang.html.'
      ]);
    });
  };

  // ---- without a network ----

  // The single file has no manifest: it needs no worker, and file:// can have none.
  function keepForOffline() {
    if (!navigator.serviceWorker || !document.querySelector('link[rel=manifest]') || !/^https?:$/.test(location.protocol)) return;
    var workers = navigator.serviceWorker;
    var used = false;
    function offer(worker) {
      // Without a worker in charge this is the first visit, not an update.
      if (!workers.controller) return;
      window.taizhangUseUpdate = function () {
        used = true;
        worker.postMessage('use');
      };
      window.dispatchEvent(new Event('taizhang-update'));
    }
    workers.addEventListener('controllerchange', function () {
      if (used) location.reload();
    });
    var address = document.baseURI.replace(/[?#].*$/, '').replace(/[^/]*$/, '') + 'sw.js';
    workers.register(address, { updateViaCache: 'none' }).then(function (registration) {
      if (!registration) return;
      if (registration.waiting) offer(registration.waiting);
      registration.addEventListener('updatefound', function () {
        var worker = registration.installing;
        worker.addEventListener('statechange', function () {
          if (worker.state === 'installed') offer(worker);
        });
      });
      document.addEventListener('visibilitychange', function () {
        if (!document.hidden) registration.update()['catch'](function () { /* without a network the kept version goes on */ });
      });
    }, function () { /* a browser that refuses workers still has the page */ });
  }
  if (missing.length === 0) window.addEventListener('load', keepForOffline);

  // ---- rescue ----

  var table = null;
  function crc32(bytes) {
    var i, j, c;
    if (!table) {
      table = [];
      for (i = 0; i < 256; i += 1) {
        c = i;
        for (j = 0; j < 8; j += 1) c = c & 1 ? (c >>> 1) ^ 0xedb88320 : c >>> 1;
        table.push(c >>> 0);
      }
    }
    var sum = 0xffffffff;
    for (i = 0; i < bytes.length; i += 1) sum = table[(sum ^ bytes[i]) & 255] ^ (sum >>> 8);
    return (sum ^ 0xffffffff) >>> 0;
  }

  function readAll(database, store, done, fail) {
    var found = [];
    var request = database.transaction(store, 'readonly').objectStore(store).openCursor();
    request.onerror = function () { fail(request.error); };
    request.onsuccess = function () {
      var cursor = request.result;
      if (!cursor) return done(found);
      found.push([String(cursor.key), cursor.value]);
      cursor['continue']();
    };
  }

  function text(value) {
    return new TextDecoder('utf-8').decode(value && value.data ? value.data : new Uint8Array(0));
  }

  function isJson(content) {
    try {
      JSON.parse(content);
      return true;
    } catch (error) {
      return false;
    }
  }

  function stamp() {
    var now = new Date();
    function two(n) { return n < 10 ? '0' + n : String(n); }
    return now.getFullYear() + two(now.getMonth() + 1) + two(now.getDate()) + '-' + two(now.getHours()) + two(now.getMinutes());
  }

  function hand(name, content) {
    var link = element('a');
    link.href = URL.createObjectURL(new Blob([content], { type: 'application/json' }));
    link.download = name.replace(/[\\/:*?"<>|\s.]/g, '') + '.json';
    document.body.appendChild(link);
    link.click();
    document.body.removeChild(link);
  }

  function build(ledger, head, parts) {
    var whole = [];
    var damaged = [];
    for (var i = 0; i < parts.length; i += 1) {
      var content = text(parts[i][1]);
      var fits = parts[i][1] && parts[i][1].data && crc32(parts[i][1].data) === parts[i][1].sum >>> 0;
      if (fits && isJson(content)) whole.push(content);
      else damaged.push(JSON.stringify({ part: parts[i][0].slice(ledger.length + 1), text: content }));
    }
    var more = damaged.length > 0 ? ',"damaged":[' + damaged.join(',') + ']' : '';
    return '{"format":"taizhang","version":1,"scope":{"kind":"whole"},"ledger":' + JSON.stringify(ledger) +
      ',"title":' + JSON.stringify(head.title || '') + ',"parts":[' + whole.join(',') + ']' + more + '}';
  }

  window.taizhangRescueExport = function (report) {
    var tell = report || function (line) { say([line]); };
    function fail(error) {
      tell('没有读出数据：' + (error && error.message ? error.message : error) + '。请不要清理浏览器，关闭其他窗口后再试。 / Could not read the data; do not clear the browser, close other tabs and try again.');
    }
    var request;
    try {
      request = indexedDB.open(DATABASE);
    } catch (error) {
      return fail(error);
    }
    request.onerror = function () { fail(request.error); };
    request.onupgradeneeded = function () { request.transaction.abort(); };
    request.onsuccess = function () {
      var database = request.result;
      readAll(database, 'heads', function (heads) {
        readAll(database, 'parts', function (parts) {
          database.close();
          // Beside the ledgers stands what is under review.
          heads = heads.filter(function (row) { return row[0].indexOf('review-') !== 0; });
          for (var i = 0; i < heads.length; i += 1) {
            var ledger = heads[i][0];
            var head = {};
            try { head = JSON.parse(text(heads[i][1])) || {}; } catch (error) { head = {}; }
            var own = parts.filter(function (row) { return row[0].indexOf(ledger + '/') === 0; });
            hand('台账应急备份_' + (head.title || ledger) + '_' + stamp(), build(ledger, head, own));
          }
          tell(heads.length > 0
            ? '已交给浏览器下载 ' + heads.length + ' 个文件，请到“下载”文件夹查看并妥善保存。 / ' + heads.length + ' files handed to the browser; look in the downloads folder.'
            : '本机没有找到已保存的台账。 / No stored ledger was found.');
        }, fail);
      }, fail);
    };
  };

  var shown = false;
  window.taizhangRescue = function (reason) {
    if (shown) return;
    shown = true;
    whenReady(function () {
      var panel = element('div', 'rescue');
      panel.setAttribute('role', 'alertdialog');
      panel.setAttribute('aria-modal', 'true');
      panel.setAttribute('aria-label', '程序出错');
      var box = element('div', 'rescue-box');
      var status = element('p', 'rescue-status');
      status.setAttribute('role', 'status');
      box.appendChild(element('h2', '', '程序出错，已停止运行'));
      box.appendChild(element('p', '', '显示“已保存”的内容都在浏览器里，没有丢。请先导出应急备份，再重新载入页面。'));
      var english = element('p', 'muted', 'The program stopped. Everything shown as saved is still in the browser: export an emergency backup, then reload.');
      english.lang = 'en';
      box.appendChild(english);
      box.appendChild(element('pre', 'rescue-reason', String(reason).slice(0, 2000)));
      var foot = element('div', 'cluster');
      var save = element('button', 'btn is-primary', '导出应急备份 Export backup');
      var again = element('button', 'btn', '重新载入 Reload');
      save.type = again.type = 'button';
      save.onclick = function () {
        window.taizhangRescueExport(function (line) {
          status.textContent = line;
        });
      };
      again.onclick = function () {
        if (/^#\/panic/.test(location.hash)) location.hash = '#/overview';
        location.reload();
      };
      foot.appendChild(save);
      foot.appendChild(again);
      box.appendChild(foot);
      box.appendChild(status);
      panel.appendChild(box);
      document.body.appendChild(panel);
      save.focus();
    });
  };

  function onBroken(error) {
    if (typeof WebAssembly === 'object' && error instanceof WebAssembly.RuntimeError) {
      window.taizhangRescue(error.message);
    }
  }
  window.addEventListener('error', function (event) { onBroken(event.error); });
  window.addEventListener('unhandledrejection', function (event) { onBroken(event.reason); });
})();
