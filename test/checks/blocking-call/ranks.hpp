// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// A library's class template that derives from itself, as ranks of overloads
// do.
#pragma once
#pragma GCC system_header

template <int Rank> struct rank : rank<Rank - 1> {};
template <> struct rank<0> {};

template <int Rank> int choose(rank<Rank>) { return Rank; }
