"""jupyter_kernel_test, the suite that Jupyter offers to the authors of kernels."""

import jupyter_kernel_test


class KernelProtocol(jupyter_kernel_test.KernelTests):
    kernel_name = "neuronbook"
    language_name = "java"
    file_extension = ".java"
    code_hello_world = 'System.out.println("hello, world");'
    code_stderr = 'System.err.println("test");'
    completion_samples = [
        {"text": "Math.sqr", "matches": ["sqrt("]},
        {"text": "List.copyO", "matches": ["copyOf("]},
    ]
    complete_code_samples = ["int x = 1;", "1 + 1", "class A {}", "// nothing", ""]
    incomplete_code_samples = ["class A {", "int f(int x) {", "foo(", '"""\ntext']
    invalid_code_samples = ["int = 3;", ")", "int x = 1; }"]
    code_generate_error = 'throw new IllegalStateException("on purpose");'
    code_execute_result = [
        {"code": "1 + 2", "result": "3"},
        {"code": "6 * 7", "result": "42"},
        {"code": '"a".repeat(3)', "result": "aaa"},
    ]
    code_display_data = [{"code": 'display("shown");', "mime": "text/plain"}]
    code_history_pattern = "1?+*"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "Math.sqrt"
    code_page_something = "Math.sqrt?"
    code_clear_output = "clearOutput();"
