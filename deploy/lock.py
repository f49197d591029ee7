"""`make lock`: writes the requirements files, with a hash of every package that may be installed."""

from deploy import machine
from deploy.steps import Steps, quietly


def main():
    steps = Steps(4)
    machine.check_python()
    with steps.step("The tools"):
        machine.make_virtual_environment()
        machine.install(machine.DEVELOPMENT)
    with steps.step("requirements.txt"):
        compile_list("requirements")
    known = ["--constraints", "requirements.txt"]
    with steps.step("requirements-scale.txt"):
        compile_list("requirements-scale", *known)
    with steps.step("requirements-dev.txt"):
        compile_list("requirements-dev", *known, "--constraints", "requirements-scale.txt")


def compile_list(name, *options):
    """One list for every kind of machine, that names packages and never the place they come from."""
    quietly(
        [
            *(machine.PYTHON, "-m", "uv", "pip", "compile", "--quiet", f"{name}.in"),
            *(
                "--output-file",
                f"{name}.txt",
                "--universal",
                "--python-version",
                "3.11",
                "--generate-hashes",
            ),
            *("--no-emit-index-url", "--no-emit-find-links", "--custom-compile-command", "make lock"),
            *options,
        ]
    )


if __name__ == "__main__":
    main()
