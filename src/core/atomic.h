/* What one thread writes and another reads, in one order for all of them. */
#ifndef CORE_ATOMIC_H
#define CORE_ATOMIC_H

#define LOAD(member) __atomic_load_n(&(member), __ATOMIC_SEQ_CST)
#define STORE(member, value) __atomic_store_n(&(member), (value), __ATOMIC_SEQ_CST)

#endif
