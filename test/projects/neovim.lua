-- SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
--
-- What neovim.py has Neovim do: it edits the sample service, as somebody would at the keyboard. The settings come as JSON in
-- the environment variable COROLINT_TEST: the language server's command, the service's folder, its findings.
--
-- What is waited for comes when the server is done; the limit is for a server that never is.
local settings = vim.fn.json_decode(vim.env.COROLINT_TEST)
local limit = 300000

local function fail(text)
  io.stderr:write(text .. "\n")
  vim.cmd("cquit")
end

-- --- the server

local client = vim.lsp.start_client({ name = "corolint", cmd = settings.server, root_dir = settings.folder })

local function open(name)
  vim.cmd("edit " .. settings.folder .. "/" .. name)
  local buffer = vim.api.nvim_get_current_buf()
  vim.lsp.buf_attach_client(buffer, client)
  return buffer
end

-- The findings of a buffer as text: line, check.
local function findings(buffer)
  local found = {}
  for _, diagnostic in ipairs(vim.diagnostic.get(buffer)) do
    local code = diagnostic.code or diagnostic.user_data.lsp.code
    if diagnostic.source == "corolint" then
      table.insert(found, (diagnostic.lnum + 1) .. " " .. code)
    end
  end
  table.sort(found)
  return table.concat(found, ", ")
end

local function wait_for_findings(buffer, wanted, when)
  if not vim.wait(limit, function() return findings(buffer) == wanted end, 50) then
    fail(when .. ": wanted [" .. wanted .. "], found [" .. findings(buffer) .. "]")
  end
end

-- --- the person

local function replace_line(buffer, old, new)
  for number, line in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, true)) do
    if line == old then
      vim.api.nvim_buf_set_lines(buffer, number - 1, number, true, { new })
      return
    end
  end
  fail("there is no line '" .. old .. "'")
end

local function save(buffer)
  vim.api.nvim_buf_call(buffer, function() vim.cmd("silent write") end)
end

-- Chooses the quick fix with a title at the finding that begins with a text.
local function quick_fix(buffer, finding, title)
  local line = tonumber(finding:match("%d+"))
  vim.api.nvim_set_current_buf(buffer)
  vim.api.nvim_win_set_cursor(0, { line, vim.fn.indent(line) })
  local offered = {}
  vim.ui.select = function(actions, options, choose)
    for _, action in ipairs(actions) do
      table.insert(offered, (options.format_item(action)))
      if offered[#offered] == title then
        return choose(action)
      end
    end
    fail(finding .. ": no '" .. title .. "' among: " .. table.concat(offered, "; "))
  end
  local before = vim.api.nvim_buf_get_changedtick(buffer)
  vim.lsp.buf.code_action()
  if not vim.wait(limit, function() return vim.api.nvim_buf_get_changedtick(buffer) ~= before end, 20) then
    fail(finding .. ": '" .. title .. "' changes nothing")
  end
end

-- --- what happens

-- A helper in another file starts to block, and then no longer does: the file that calls it shows that.
local commands = open("commands.cpp")
wait_for_findings(commands, settings.findings, "opened")
local store = open(settings.helper.file)
replace_line(store, settings.helper.harmless, settings.helper.blocking)
save(store)
wait_for_findings(commands, settings.helper.findings, "the helper blocks")
replace_line(store, settings.helper.blocking, settings.helper.harmless)
save(store)
wait_for_findings(commands, settings.findings, "the helper no longer blocks")

-- Each quick fix takes its finding away.
for _, step in ipairs(settings.fixes) do
  quick_fix(commands, step.finding, step.title)
  wait_for_findings(commands, step.left, "fixed " .. step.finding)
end
save(commands)
vim.lsp.stop_client(client)
vim.cmd("qall!")
